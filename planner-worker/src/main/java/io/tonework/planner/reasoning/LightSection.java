package io.tonework.planner.reasoning;

import io.tonework.contracts.SliderGroup;
import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.MeasuredClaim;
import io.tonework.planner.measures.Effects;
import io.tonework.planner.measures.Fact;
import io.tonework.planner.measures.Measure;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.tables.Numbers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Light: brightness, contrast, shadows, highlights. */
final class LightSection {
  /** A part of the tones is worth its own words when it moves by so much more than the whole. */
  private static final double ITS_OWN = Numbers.of("its_own");

  static final Set<Aspect> ASPECTS =
      EnumSet.of(Aspect.LIGHTNESS, Aspect.CONTRAST, Aspect.SHADOWS, Aspect.HIGHLIGHTS);

  private final Effects effects;
  private final Observation photo;
  private final Phrases phrases;
  private final Wording wording;

  LightSection(Effects effects, Observation photo, Phrases phrases, Wording wording) {
    this.effects = effects;
    this.photo = photo;
    this.phrases = phrases;
    this.wording = wording;
  }

  Section write() {
    List<Issue> issues = Issue.of(Fact.Part.LIGHT, photo);
    List<MeasuredClaim> claims = claims();
    return new Section(issues, statement(issues), plan(issues, claims), claims);
  }

  private String statement(List<Issue> issues) {
    if (!issues.isEmpty()) {
      return Phrases.sentences(issues.stream().map(Issue::clause).toList());
    }
    String from = Phrases.lightness(Measure.DARKEST.of(photo));
    String to = Phrases.lightness(Measure.BRIGHTEST.of(photo));
    return phrases
        .pick(
            "balanced light",
            List.of(
                "The light is balanced: the tones run from %s to %s lightness.",
                "Nothing is wrong with the light, which reaches from %s to %s lightness.",
                "The tones are well spread, from %s to %s lightness."))
        .formatted(from, to);
  }

  private List<MeasuredClaim> claims() {
    List<MeasuredClaim> claims = new ArrayList<>();
    Optional<MeasuredClaim> lightness = effects.caused(Aspect.LIGHTNESS, SliderGroup.LIGHT);
    lightness.ifPresent(claims::add);
    double whole = effects.total().of(Aspect.LIGHTNESS);
    for (Aspect part : List.of(Aspect.SHADOWS, Aspect.HIGHLIGHTS)) {
      effects
          .caused(part, SliderGroup.LIGHT)
          .filter(claim ->
              lightness.isEmpty()
                  || claim.change() * whole < 0
                  || Math.abs(claim.change()) > ITS_OWN * Math.abs(whole))
          .ifPresent(claims::add);
    }
    effects.caused(Aspect.CONTRAST, SliderGroup.LIGHT).ifPresent(claims::add);
    return claims;
  }

  private String plan(List<Issue> issues, List<MeasuredClaim> claims) {
    if (claims.isEmpty()) {
      return untouched(issues);
    }
    StringBuilder plan = new StringBuilder();
    plan.append(Phrases.sentence(Phrases.list(claims.stream().map(wording::clause).toList())));
    if (effects.areSame(Set.of(Aspect.LIGHTNESS))) {
      plan.append(" Brightness as a whole stays as it is.");
    } else if (effects.total().of(Aspect.LIGHTNESS) < 0 && isDark(issues)) {
      plan.append(" Its darkness is kept.");
    }
    return plan.append(new TasteNote(effects, wording).of(ASPECTS)).toString();
  }

  private static boolean isDark(List<Issue> issues) {
    return issues.stream().anyMatch(issue -> issue.fact().equals("dark"));
  }

  private String untouched(List<Issue> issues) {
    String plan;
    if (!effects.areSame(ASPECTS)) {
      plan =
          effects.isActive(SliderGroup.LIGHT)
              ? "The light settings add little; what differs in brightness follows from the colours."
              : "No light setting is touched; what differs in brightness follows from the colours.";
    } else if (effects.isActive(SliderGroup.LIGHT)) {
      plan =
          phrases.pick(
              "light stays",
              List.of(
                  "The light stays as it is.",
                  "Brightness and contrast stay as they are.",
                  "To the eye the light stays as it was."));
    } else {
      plan =
          phrases.pick(
              "light left alone",
              List.of(
                  "The light is left alone.",
                  "Nothing is done to the light.",
                  "Light is not touched."));
    }
    boolean brightens =
        MeasuredClaim.of(Aspect.LIGHTNESS, effects.total().of(Aspect.LIGHTNESS)).moves();
    return isDark(issues) && !brightens ? plan + " The picture stays dark." : plan;
  }
}
