package io.tonework.service.http;

import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemType;
import io.vertx.core.MultiMap;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the headers that say how a body is to be read. What two programs might read differently is
 * refused: a header that comes twice, a coding that nobody decodes. Immutable.
 *
 * @param maxBodyBytes the longest body that any resource reads
 */
record RequestHeaders(long maxBodyBytes) {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String TRANSFER_ENCODING = "Transfer-Encoding";

  private static final List<String> ONCE =
      List.of(
          HttpHeaders.HOST,
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.CONTENT_LENGTH,
          HttpHeaders.AUTHORIZATION,
          "X-API-Key",
          IDEMPOTENCY_KEY,
          "Last-Event-ID");

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "\\s*(?:;.*)?");

  /** What is wrong with the headers of a request, if anything is. */
  Optional<Problem> fault(MultiMap headers) {
    for (String name : ONCE) {
      if (headers.getAll(name).size() > 1) {
        return malformed(name, null, name + " comes twice; send it once");
      }
    }
    String idempotencyKey = headers.get(IDEMPOTENCY_KEY);
    if (idempotencyKey != null && idempotencyKey.isBlank()) {
      return malformed(IDEMPOTENCY_KEY, null, IDEMPOTENCY_KEY + " is empty; leave it out instead");
    }
    String coding = headers.get(TRANSFER_ENCODING);
    if (coding != null && !coding.strip().toLowerCase(Locale.ROOT).equals("chunked")) {
      return malformed(
          TRANSFER_ENCODING,
          coding,
          "bodies are read as they are or in chunks; send this one without a Transfer-Encoding");
    }
    String mediaType = headers.get(HttpHeaders.CONTENT_TYPE);
    if (mediaType != null && !MEDIA_TYPE.matcher(mediaType.strip()).matches()) {
      return Optional.of(
          Problem.of(
                  ProblemType.UNSUPPORTED_FORMAT,
                  "the Content-Type is no media type such as application/json")
              .at(HttpHeaders.CONTENT_TYPE, mediaType));
    }
    return tooLong(headers.get(HttpHeaders.CONTENT_LENGTH));
  }

  private Optional<Problem> tooLong(@Nullable String length) {
    // Netty lets nothing but digits through, as many as a long has
    if (length == null || Long.parseLong(length.strip()) <= maxBodyBytes) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
                ProblemType.TOO_MANY_BYTES,
                "a body may have at most " + maxBodyBytes + " bytes, not " + length.strip())
            .at(HttpHeaders.CONTENT_LENGTH, null)
            .limitedTo(maxBodyBytes));
  }

  private static Optional<Problem> malformed(String name, @Nullable String value, String detail) {
    return Optional.of(Problem.of(ProblemType.MALFORMED_REQUEST, detail).at(name, value));
  }
}
