package io.tonework.models.language;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Sliders;
import io.tonework.models.bundle.AskedMove;
import io.tonework.models.text.PlanText;
import java.util.List;

/**
 * A plan as the decoder wrote it, not checked against the photo yet.
 *
 * @param ids every token
 * @param statements what the text states of the photo before and after, in order
 * @param text the text
 * @param asked what it says was asked for, as far as the bundle tells what that means in sliders
 * @param latents the edit
 * @param sliders the edit as sliders; none when the bundle does not think in sliders
 */
public record Draft(
    List<Integer> ids,
    List<Statement> statements,
    PlanText text,
    List<AskedMove> asked,
    Latents latents,
    Sliders sliders) {
  /** Copies the lists. */
  public Draft {
    ids = List.copyOf(ids);
    statements = List.copyOf(statements);
    asked = List.copyOf(asked);
  }

  /** The same words with another edit. */
  public Draft with(Sliders otherSliders, Latents otherLatents) {
    return new Draft(ids, statements, text, asked, otherLatents, otherSliders);
  }

  /** The same, asked for this, which its text may tell only in part. */
  public Draft asking(List<AskedMove> wishes) {
    return new Draft(ids, statements, text, wishes, latents, sliders);
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
