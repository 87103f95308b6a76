package io.tonework.planner.reasoning;

import io.tonework.models.planner.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What holds of a photo, in the names of grammars. The thresholds are those of the sections; the
 * training measures the same ({@code facts.py}).
 */
final class Facts {
  private static final double LIKELY_SCENE = 0.2;
  private static final double LIKELY_CONTENT = 0.5;
  private static final double MAIN_SHARE = 0.05;
  private static final int MOST_MAIN = 2;
  private static final double COLOURLESS = 4;
  private static final double BLACK_AND_WHITE = 2;

  private final Tones tones;
  private final Colours colours;
  private final Sight sight;
  private final Set<String> facts = new HashSet<>();

  Facts(Tones tones, Colours colours, Sight sight) {
    this.tones = tones;
    this.colours = colours;
    this.sight = sight;
  }

  Set<String> all(boolean isInstructed) {
    if (isInstructed) {
      facts.add("style");
    }
    addSeen();
    addLight();
    addGlobalColour();
    addHues();
    return Set.copyOf(facts);
  }

  private void addSeen() {
    for (Tag scene : sight.scenes()) {
      if (scene.probability() >= LIKELY_SCENE || scene.equals(sight.scenes().getFirst())) {
        facts.add("scene:" + scene.name());
      }
    }
    sight.content().stream()
        .filter(tag -> tag.probability() >= LIKELY_CONTENT)
        .forEach(tag -> facts.add("content:" + tag.name()));
  }

  private void addLight() {
    int before = facts.size();
    addIf("dark", tones.percentile(0.5) < LightSection.DARK_MEDIAN);
    addIf("bright", tones.percentile(0.5) > LightSection.BRIGHT_MEDIAN);
    addIf("flat", tones.spread() < LightSection.FLAT_SPREAD);
    addIf("harsh", tones.spread() > LightSection.HARSH_SPREAD);
    boolean black = tones.blackShare() > LightSection.CLIPPED_SHARE;
    boolean white = tones.whiteShare() > LightSection.CLIPPED_SHARE;
    addIf("blocked_shadows", black);
    addIf("grey_black", !black && tones.percentile(0.01) > LightSection.GREY_BLACK);
    addIf("blown_highlights", white);
    addIf("dull_white", !white && tones.percentile(0.99) < LightSection.DULL_WHITE);
    addIf("balanced_light", facts.size() == before);
  }

  private void addGlobalColour() {
    if (colours.chroma() < BLACK_AND_WHITE) {
      facts.add("black_and_white");
      return;
    }
    int before = facts.size();
    boolean enoughGrey = colours.greyShare() >= GlobalColourSection.ENOUGH_GREY;
    double cast = Math.hypot(colours.greyA(), colours.greyB());
    if (enoughGrey && cast >= GlobalColourSection.CAST) {
      facts.add("cast:" + GlobalColourSection.cast(colours.greyA(), colours.greyB()));
    }
    addIf("pale", colours.chroma() < GlobalColourSection.PALE);
    addIf("loud", colours.chroma() > GlobalColourSection.LOUD);
    if (facts.size() == before) {
      facts.add(enoughGrey ? "balanced_colour" : "no_grey");
    }
  }

  private void addHues() {
    List<HueBand> filling = colours.filling(MAIN_SHARE);
    filling.stream().limit(MOST_MAIN).forEach(hue -> facts.add("main:" + hue.word()));
    if (filling.isEmpty()) {
      facts.add(colours.chroma() < COLOURLESS ? "colourless" : "no_main");
    }
    List<HueBand> loud = filling.stream().filter(this::isLoud).toList();
    loud.forEach(hue -> facts.add("loud:" + hue.word()));
    List<HueBand> present = colours.filling(Colours.SMALLEST_SHARE);
    present.forEach(hue -> facts.add("hue:" + hue.word()));
    if (loud.isEmpty()) {
      facts.add(present.isEmpty() ? "no_hue" : "no_loud");
    }
  }

  private boolean isLoud(HueBand hue) {
    Colours.Fill fill = colours.hues().get(hue);
    return fill != null && fill.chroma() > SpecificColourSection.LOUD;
  }

  private void addIf(String fact, boolean holds) {
    if (holds) {
      facts.add(fact);
    }
  }
}
