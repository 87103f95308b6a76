package io.tonework.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A problem document of RFC 9457, media type {@link #MEDIA_TYPE}. Immutable.
 *
 * @param type the kind, see {@link ProblemType#uri()}
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what was wrong here, with which value, and what to do
 * @param field the path of the field at fault, such as {@code photos[2].sliders.Exposure2012}
 * @param limit the limit that was exceeded, a number in the unit that the detail names
 * @param value the value that was sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    URI type,
    String title,
    int status,
    String detail,
    @Nullable String field,
    @Nullable Long limit,
    @Nullable Object value) {
  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * The most that is repeated of a text that was sent, in field, value and detail each: together
   * they stay below 200 characters.
   */
  public static final int MAX_EXCERPT_CHARS = 64;

  /** A problem of that kind, without field, limit and value. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type.uri(), type.title(), type.status(), detail, null, null, null);
  }

  /** A field that is not valid. */
  public static Problem invalid(String field, @Nullable Object value, String detail) {
    return of(ProblemType.INVALID_FIELD, detail).at(field, value);
  }

  /** The same at that field with that value; a long text is cut. */
  public Problem at(String field, @Nullable Object value) {
    Object shown =
        switch (value) {
          case null -> null;
          case Integer _, Long _, Double _ -> value;
          default -> excerpt(value.toString());
        };
    return new Problem(type, title, status, detail, excerpt(field), limit, shown);
  }

  /** The same about a field that the sender knows by that name. */
  public Problem named(String other) {
    String said = field == null ? detail : detail.replace(field, other);
    return new Problem(type, title, status, said, other, limit, value);
  }

  /** What a problem repeats of a text that was sent: its beginning, so that an answer is short. */
  public static String excerpt(String sent) {
    return excerpt(sent, MAX_EXCERPT_CHARS);
  }

  /** As {@link #excerpt(String)}, of another length; no character is cut in half. */
  public static String excerpt(String sent, int maxChars) {
    if (sent.length() <= maxChars) {
      return sent;
    }
    int end = Character.isHighSurrogate(sent.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return sent.substring(0, end) + "…";
  }

  /** The same with the limit that was exceeded. */
  public Problem limitedTo(long limit) {
    return new Problem(type, title, status, detail, field, limit, value);
  }

  /** The same seen from outside: {@code photos[2]} before {@code mode} gives photos[2].mode. */
  public Problem within(String outer) {
    String path = field == null || field.isEmpty() ? outer : outer + "." + field;
    return new Problem(type, title, status, detail, path, limit, value);
  }
}
