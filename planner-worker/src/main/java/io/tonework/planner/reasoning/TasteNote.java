package io.tonework.planner.reasoning;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.MeasuredClaim;
import io.tonework.planner.measures.Effects;
import java.util.List;
import java.util.Set;

/** The sentence that says which part of a change comes from the user's taste. */
final class TasteNote {
  private final Effects effects;
  private final Wording wording;

  TasteNote(Effects effects, Wording wording) {
    this.effects = effects;
    this.wording = wording;
  }

  /** A sentence with a space before it, or nothing. */
  String of(Set<Aspect> aspects) {
    if (!effects.stages().hasTaste()) {
      return "";
    }
    List<String> owed =
        aspects.stream()
            .sorted()
            .map(aspect -> MeasuredClaim.of(aspect, effects.taste().of(aspect)))
            .filter(claim ->
                claim.moves()
                    && claim.aspect() != Aspect.CONTRAST
                    && effects.total().of(claim.aspect()) * claim.change() > 0)
            .map(wording::share)
            .toList();
    return owed.isEmpty()
        ? ""
        : " The user's taste, learned from "
            + effects.stages().tasteVersion()
            + (effects.stages().tasteVersion() == 1 ? " verdict" : " verdicts")
            + ", has its part in this: "
            + Phrases.list(owed)
            + ".";
  }
}
