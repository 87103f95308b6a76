package io.tonework.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A user of a tenant, by the name that the tenant chose. It never becomes part of an object key.
 *
 * @param text 1 to 200 characters, none of them a control character, a line break or half of a pair
 */
public record UserName(@JsonValue String text) {
  private static final Pattern FORM = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,200}");

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
