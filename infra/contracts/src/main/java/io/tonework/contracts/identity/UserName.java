package io.tonework.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A user of a tenant, by the name that the tenant chose. It never becomes part of an object key.
 *
 * @param text 1 to 200 characters, none of them a control character, a line break, half of a
 *     surrogate pair or U+FFFD, which stands for bytes that were no text; not blank, and not a dot
 *     or two, which no URL can name
 */
public record UserName(@JsonValue String text) {
  /** The longest name, in characters. */
  public static final int MAX_CHARS = 200;

  private static final Pattern FORM =
      Pattern.compile("(?!\\.{1,2}$|[\\s\\p{Z}]*$)[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\uFFFD]{1,200}");

  /**
   * Checks the form.
   *
   * @throws InvalidIdException when the text is none
   */
  @JsonCreator
  public UserName {
    InvalidIdException.check(FORM, "a user's name", text);
  }

  @Override
  public String toString() {
    return text;
  }
}
