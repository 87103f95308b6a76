package io.tonework.planner.reasoning;

import io.tonework.contracts.Reasoning;
import io.tonework.planner.claims.MeasuredClaim;
import java.util.List;

/**
 * The account of a plan.
 *
 * @param reasoning in sentences
 * @param summary in one line: what was wrong and what is done
 * @param claims what the sentences claim of the pixels
 */
public record Account(Reasoning reasoning, String summary, List<MeasuredClaim> claims) {
  private static final Reasoning.Finding NO_FINDING = new Reasoning.Finding("", "");

  /** Nothing was said yet. */
  public static final Account NONE =
      new Account(new Reasoning("", NO_FINDING, NO_FINDING, NO_FINDING), "", List.of());

  /** Copies the list. */
  public Account {
    claims = List.copyOf(claims);
  }

  /** The same with a sentence behind what is in the picture. */
  public Account adding(String sentence) {
    return new Account(
        new Reasoning(
            (reasoning.content() + " " + sentence).strip(),
            reasoning.light(),
            reasoning.globalColour(),
            reasoning.specificColour()),
        summary,
        claims);
  }
}
