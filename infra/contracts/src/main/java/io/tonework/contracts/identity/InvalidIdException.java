package io.tonework.contracts.identity;

import java.util.regex.Pattern;

/**
 * A text that is no id of its kind. The message does not repeat the text, which may be anything.
 */
public final class InvalidIdException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private InvalidIdException(String message) {
    super(message);
  }

  static void check(Pattern form, String what, String text) {
    if (!form.matcher(text).matches()) {
      throw new InvalidIdException("this is not " + what + ": it must match " + form);
    }
  }
}
