package io.tonework.planner.reasoning;

import io.tonework.contracts.SliderGroup;
import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.claims.MeasuredClaim;
import io.tonework.planner.measures.Colours;
import io.tonework.planner.measures.Effects;
import io.tonework.planner.tables.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Single colours; only such as the picture really holds. */
final class SpecificColourSection {
  private static final int MOST_COLOURS = 3;
  private static final double LOUD = Numbers.of("loud_hue");
  private static final double WORTH_AN_ISSUE = Numbers.of("main_share");

  private final Effects effects;
  private final Colours colours;
  private final Phrases phrases;
  private final Wording wording;

  SpecificColourSection(Effects effects, Colours colours, Phrases phrases, Wording wording) {
    this.effects = effects;
    this.colours = colours;
    this.phrases = phrases;
    this.wording = wording;
  }

  Section write() {
    List<Issue> issues = issues();
    List<Treated> treated = treated();
    List<MeasuredClaim> told =
        treated.stream().limit(MOST_COLOURS).flatMap(each -> each.claims().stream()).toList();
    return new Section(issues, statement(issues), plan(treated), told);
  }

  List<Issue> issues() {
    return colours.filling(WORTH_AN_ISSUE).stream()
        .filter(hue -> chroma(hue) > LOUD)
        .map(hue ->
            new Issue(
                "loud:" + hue.word(),
                "loud " + hue.plural(),
                hue.plural()
                    + " are loud, on "
                    + Phrases.percent(colours.share(hue))
                    + " of the picture"))
        .toList();
  }

  private double chroma(HueBand hue) {
    Colours.Fill fill = colours.hues().get(hue);
    return fill == null ? 0 : fill.chroma();
  }

  private String statement(List<Issue> issues) {
    if (!issues.isEmpty()) {
      return Phrases.sentences(issues.stream().map(Issue::clause).toList());
    }
    List<HueBand> filling = colours.filling(Colours.SMALLEST_SHARE);
    if (filling.isEmpty()) {
      return "The picture holds no colour that fills enough of it to be treated by itself.";
    }
    List<String> largest =
        filling.stream()
            .limit(MOST_COLOURS)
            .map(hue -> hue.word() + " (" + Phrases.percent(colours.share(hue)) + ")")
            .toList();
    return phrases
        .pick(
            "no loud colour",
            List.of(
                "No single colour is out of line: %s.",
                "The picture is mostly coloured %s, and none of it stands out badly.",
                "Single colours give no cause to interfere: %s."))
        .formatted(Phrases.list(largest));
  }

  /** A colour that the plan visibly moves by itself. */
  private record Treated(HueBand hue, List<MeasuredClaim> claims) {}

  /** The most telling first. */
  private List<Treated> treated() {
    List<Treated> treated = new ArrayList<>();
    for (HueBand hue : colours.filling(Colours.SMALLEST_SHARE)) {
      List<MeasuredClaim> claims = new ArrayList<>();
      for (Aspect aspect :
          List.of(Aspect.HUE_COLOURFULNESS, Aspect.HUE_LIGHTNESS, Aspect.HUE_TURN)) {
        effects.caused(aspect, hue).ifPresent(claims::add);
      }
      if (!claims.isEmpty()) {
        treated.add(new Treated(hue, claims));
      }
    }
    treated.sort(Comparator.comparingDouble(this::tells).reversed());
    return treated;
  }

  private double tells(Treated colour) {
    double weight = colour.claims().stream().mapToDouble(MeasuredClaim::weight).sum();
    return weight * Math.sqrt(colours.share(colour.hue()));
  }

  private String plan(List<Treated> treated) {
    if (treated.isEmpty()) {
      return untouched();
    }
    List<String> clauses =
        treated.stream()
            .limit(MOST_COLOURS)
            .map(each -> wording.clause(each.hue(), each.claims()))
            .toList();
    String plan = Phrases.sentence(String.join("; ", clauses));
    return treated.size() > MOST_COLOURS
        ? plan + " What happens to other colours weighs less."
        : plan;
  }

  private String untouched() {
    if (!effects.isActive(SliderGroup.SPECIFIC_COLOUR)) {
      return phrases.pick(
          "single colours left alone",
          List.of(
              "No colour is treated by itself.",
              "Single colours are left to what is done to the whole picture.",
              "No single colour is singled out."));
    }
    return "What is set for single colours is hardly to be seen in this picture.";
  }
}
