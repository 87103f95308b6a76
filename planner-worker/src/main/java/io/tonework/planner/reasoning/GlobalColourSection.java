package io.tonework.planner.reasoning;

import io.tonework.contracts.SliderGroup;
import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.MeasuredClaim;
import io.tonework.planner.measures.Effects;
import io.tonework.planner.measures.Fact;
import io.tonework.planner.measures.Observation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** White balance and colourfulness of the picture as a whole. */
final class GlobalColourSection {
  static final Set<Aspect> ASPECTS = EnumSet.of(Aspect.WARMTH, Aspect.TINT, Aspect.COLOURFULNESS);

  private final Effects effects;
  private final Observation photo;
  private final Phrases phrases;
  private final Wording wording;

  GlobalColourSection(Effects effects, Observation photo, Phrases phrases, Wording wording) {
    this.effects = effects;
    this.photo = photo;
    this.phrases = phrases;
    this.wording = wording;
  }

  Section write() {
    List<Issue> issues = Issue.of(Fact.Part.COLOUR, photo);
    List<MeasuredClaim> claims = new ArrayList<>();
    for (Aspect aspect : List.of(Aspect.WARMTH, Aspect.TINT, Aspect.COLOURFULNESS)) {
      effects.caused(aspect, SliderGroup.GLOBAL_COLOUR).ifPresent(claims::add);
    }
    return new Section(issues, statement(issues), plan(issues, claims), claims);
  }

  private String statement(List<Issue> issues) {
    if (!issues.isEmpty()) {
      return Phrases.sentences(issues.stream().map(Issue::clause).toList());
    }
    return Fact.names(Fact.Part.COLOUR, photo).contains("balanced_colour")
        ? phrases.pick(
            "balanced colour",
            List.of(
                "White balance is neutral and colours are neither pale nor loud.",
                "Greys are grey, and the colours have a natural strength.",
                "No cast lies over the picture; its colours are of ordinary strength."))
        : "There is hardly any grey to judge the white balance by; colours are of ordinary strength.";
  }

  private String plan(List<Issue> issues, List<MeasuredClaim> claims) {
    boolean balances = claims.stream().anyMatch(claim -> claim.aspect() != Aspect.COLOURFULNESS);
    boolean keepsCast =
        !balances
            && effects.keepsWhiteBalance()
            && issues.stream().anyMatch(issue -> issue.fact().startsWith("cast:"));
    if (claims.isEmpty()) {
      return keepsCast ? untouched() + " The cast stays." : untouched();
    }
    String plan = Phrases.sentence(Phrases.list(claims.stream().map(wording::clause).toList()));
    if (!balances && effects.keepsWhiteBalance()) {
      plan += keepsCast ? " The cast stays." : " The white balance is left alone.";
    } else if (balances && effects.areSame(Set.of(Aspect.COLOURFULNESS))) {
      plan += " Colourfulness stays as it is.";
    }
    return plan + new TasteNote(effects, wording).of(ASPECTS);
  }

  private String untouched() {
    if (!effects.keepsWhiteBalance() || !effects.areSame(ASPECTS)) {
      return effects.isActive(SliderGroup.GLOBAL_COLOUR)
          ? "The colour settings add little; what differs follows from the light."
          : "No global colour setting is touched; what differs follows from the light.";
    }
    return effects.isActive(SliderGroup.GLOBAL_COLOUR)
        ? phrases.pick(
            "colour stays",
            List.of(
                "White balance and colourfulness stay as they are.",
                "The colours as a whole stay as they are.",
                "To the eye the colours as a whole stay as they were."))
        : phrases.pick(
            "colour left alone",
            List.of(
                "White balance and colourfulness are left alone.",
                "Neither warmth nor colourfulness is changed.",
                "The colours as a whole are not touched."));
  }
}
