package io.tonework.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The id of a photo. Safe as one segment of an object key and in a line of log.
 *
 * @param text lower-case letters, digits, '-' and '_', at most 63; see {@code Ids#photoId}
 */
public record PhotoId(@JsonValue String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  /**
   * Checks the form.
   *
   * @throws InvalidIdException when the text is none
   */
  @JsonCreator
  public PhotoId {
    InvalidIdException.check(FORM, "a photo's id", text);
  }

  @Override
  public String toString() {
    return text;
  }
}
