package io.tonework.planner.reasoning;

import io.tonework.contracts.SliderGroup;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Light: brightness, contrast, shadows, highlights. */
final class LightSection {
  static final double DARK_MEDIAN = 30;
  static final double BRIGHT_MEDIAN = 76;
  static final double FLAT_SPREAD = 50;
  static final double HARSH_SPREAD = 90;
  static final double GREY_BLACK = 14;
  static final double DULL_WHITE = 80;
  static final double CLIPPED_SHARE = 0.01;

  /** A part of the tones is worth its own words when it moves by so much more than the whole. */
  private static final double ITS_OWN = 1.5;

  static final Set<Aspect> ASPECTS =
      EnumSet.of(Aspect.LIGHTNESS, Aspect.CONTRAST, Aspect.SHADOWS, Aspect.HIGHLIGHTS);

  private final Effects effects;
  private final Tones tones;
  private final Phrases phrases;
  private final Wording wording;

  LightSection(Effects effects, Tones tones, Phrases phrases, Wording wording) {
    this.effects = effects;
    this.tones = tones;
    this.phrases = phrases;
    this.wording = wording;
  }

  Section write() {
    List<Issue> issues = issues(tones);
    List<MeasuredClaim> claims = claims();
    return new Section(issues, statement(issues), plan(issues, claims), claims);
  }

  /** What is wrong with the photo. */
  static List<Issue> issues(Tones tones) {
    List<Issue> issues = new ArrayList<>();
    double median = tones.percentile(0.5);
    if (median < DARK_MEDIAN) {
      issues.add(
          new Issue(
              "dark",
              "the picture is dark: half of it lies below "
                  + Phrases.lightness(median)
                  + " lightness"));
    } else if (median > BRIGHT_MEDIAN) {
      issues.add(
          new Issue(
              "bright",
              "the picture is very bright: half of it lies above "
                  + Phrases.lightness(median)
                  + " lightness"));
    }
    if (tones.spread() < FLAT_SPREAD) {
      issues.add(new Issue("flat", "contrast is flat: " + range(tones)));
    } else if (tones.spread() > HARSH_SPREAD) {
      issues.add(new Issue("harsh", "contrast is hard: " + range(tones)));
    }
    addEnds(tones, issues);
    return issues;
  }

  private static String range(Tones tones) {
    return "nine tenths of the picture lie between "
        + Phrases.lightness(tones.percentile(0.05))
        + " and "
        + Phrases.lightness(tones.percentile(0.95))
        + " lightness";
  }

  private static void addEnds(Tones tones, List<Issue> issues) {
    if (tones.blackShare() > CLIPPED_SHARE) {
      issues.add(
          new Issue(
              "blocked shadows",
              Phrases.percent(tones.blackShare()) + " of it is black without detail"));
    } else if (tones.percentile(0.01) > GREY_BLACK) {
      issues.add(new Issue("no true black", "its darkest parts are grey instead of black"));
    }
    if (tones.whiteShare() > CLIPPED_SHARE) {
      issues.add(
          new Issue(
              "blown highlights",
              Phrases.percent(tones.whiteShare()) + " of it is white without detail"));
    } else if (tones.percentile(0.99) < DULL_WHITE) {
      issues.add(
          new Issue(
              "no true white",
              "nothing comes near white: the brightest parts end at "
                  + Phrases.lightness(tones.percentile(0.99))
                  + " lightness"));
    }
  }

  private String statement(List<Issue> issues) {
    if (!issues.isEmpty()) {
      return Phrases.sentences(issues.stream().map(Issue::clause).toList());
    }
    String from = Phrases.lightness(tones.percentile(0.01));
    String to = Phrases.lightness(tones.percentile(0.99));
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
    return issues.stream().anyMatch(issue -> issue.word().equals("dark"));
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
