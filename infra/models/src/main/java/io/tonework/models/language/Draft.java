package io.tonework.models.language;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Sliders;
import io.tonework.models.text.PlanText;
import java.util.List;

/**
 * A plan as the decoder wrote it, not checked against the photo yet.
 *
 * @param ids every token
 * @param statements what the text states of the photo before and after, in order
 * @param text the text
 * @param latents the edit
 * @param sliders the edit as sliders; none when the bundle does not think in sliders
 */
public record Draft(
    List<Integer> ids,
    List<Statement> statements,
    PlanText text,
    Latents latents,
    Sliders sliders) {
  /** Copies the lists. */
  public Draft {
    ids = List.copyOf(ids);
    statements = List.copyOf(statements);
  }

  /** The same words with another edit. */
  public Draft with(Sliders otherSliders, Latents otherLatents) {
    return new Draft(ids, statements, text, otherLatents, otherSliders);
  }

  /**
   * A statement of the text.
   *
   * @param position of its last token in {@link #ids}
   * @param edge of the grammar, to be closed when the statement is false
   * @param claims what it says, as the grammar spells it
   * @param part of the text that it belongs to, such as {@code light.plan}
   */
  public record Statement(int position, int edge, List<String> claims, String part) {
    /** Copies the list. */
    public Statement {
      claims = List.copyOf(claims);
    }
  }
}
