package io.tonework.planner.measures;

import io.tonework.models.planner.Tag;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.tables.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What holds of a photo, in the names of grammars. Those of the whole picture are rows of a table
 * ({@link Fact}); the training measures the same ({@code facts.py}).
 */
final class Facts {
  private static final double LIKELY_SCENE = Numbers.of("likely_scene");
  private static final double LIKELY_CONTENT = Numbers.of("likely_content");
  private static final double MAIN_SHARE = Numbers.of("main_share");
  private static final int MOST_MAIN = (int) Numbers.of("most_main");
  private static final double LOUD = Numbers.of("loud_hue");
  private static final double COLOURLESS = Numbers.of("colourless");

  private final Observation photo;
  private final Colours colours;
  private final Sight sight;
  private final Set<String> facts = new HashSet<>();

  Facts(Observation photo, Sight sight) {
    this.photo = photo;
    this.colours = photo.colours();
    this.sight = sight;
  }

  Set<String> all(boolean isInstructed) {
    if (isInstructed) {
      facts.add("style");
    }
    addSeen();
    for (Fact.Part part : Fact.Part.values()) {
      facts.addAll(Fact.names(part, photo));
    }
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
    return fill != null && fill.chroma() > LOUD;
  }
}
