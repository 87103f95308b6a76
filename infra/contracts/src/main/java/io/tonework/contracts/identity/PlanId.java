package io.tonework.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The id of a plan. Safe as one segment of an object key and in a line of log.
 *
 * @param text lower-case letters, digits, '-' and '_', at most 63; see {@code Ids#planId}
 */
public record PlanId(@JsonValue String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  /**
   * Checks the form.
   *
   * @throws InvalidIdException when the text is none
   */
  @JsonCreator
  public PlanId {
    InvalidIdException.check(FORM, "a plan's id", text);
  }

  @Override
  public String toString() {
    return text;
  }
}
