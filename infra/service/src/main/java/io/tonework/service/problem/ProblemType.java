package io.tonework.service.problem;

import java.net.URI;
import java.util.Locale;

/**
 * The published kinds of problems. A program tells them apart by {@link #uri()}, which is a name
 * and no address; {@code docs/reference/problems.md} explains each.
 */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  UNAUTHENTICATED(401, "No valid API key"),
  FORBIDDEN_SOURCE(403, "The object is not yours to name"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The resource does not know this method"),
  NOT_ACCEPTABLE(406, "The resource has no such representation"),
  NOT_UPLOADED(409, "Nothing was uploaded yet"),
  NOT_PLANNED(409, "There is no plan to judge"),
  TOO_MANY_BYTES(413, "Too many bytes"),
  URI_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_FORMAT(415, "The format is not accepted"),
  INVALID_FIELD(422, "A field is not valid"),
  TOO_MANY_PIXELS(422, "Too many pixels"),
  CORRUPT_IMAGE(422, "The image is damaged"),
  SOURCE_MISSING(422, "The source object is not there"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  TOO_MANY_OPEN_PHOTOS(429, "Too many photos are open"),
  HEADERS_TOO_LONG(431, "The headers are too long"),
  INTERNAL(500, "A fault of ours"),
  UNAVAILABLE(503, "The service cannot take the request now");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The same short sentence for every problem of this kind. */
  public String title() {
    return title;
  }

  /** The stable name, such as {@code urn:tonework:problem:too-many-bytes}. */
  public URI uri() {
    return URI.create("urn:tonework:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
