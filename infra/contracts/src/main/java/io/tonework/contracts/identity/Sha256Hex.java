package io.tonework.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The SHA-256 of an object's bytes, which is a segment of its key where objects lie by content.
 *
 * @param text 64 lower-case hex digits
 */
public record Sha256Hex(@JsonValue String text) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the form.
   *
   * @throws InvalidIdException when the text is none
   */
  @JsonCreator
  public Sha256Hex {
    InvalidIdException.check(FORM, "a SHA-256", text);
  }

  @Override
  public String toString() {
    return text;
  }
}
