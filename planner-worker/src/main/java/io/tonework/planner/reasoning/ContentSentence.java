package io.tonework.planner.reasoning;

import io.tonework.models.planner.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is in the picture, said with as much certainty as there is. */
final class ContentSentence {
  private static final double SURE_SCENE = 0.7;
  private static final double LIKELY_SCENE = 0.4;
  private static final double SURE_CONTENT = 0.75;
  private static final double LIKELY_CONTENT = 0.55;
  private static final int MOST_WORDS = 4;
  private static final double WORTH_NAMING = 0.05;
  private static final double COLOURLESS = 4;

  /** Scenes as the object of "shows"; a name that is not here is used as it is. */
  private static final Map<String, String> SCENES =
      Map.ofEntries(
          Map.entry("people", "people"),
          Map.entry("landscape", "a landscape"),
          Map.entry("urban", "a town"),
          Map.entry("interior", "an interior"),
          Map.entry("food", "food"),
          Map.entry("animal", "an animal"),
          Map.entry("plant", "plants"),
          Map.entry("vehicle", "a vehicle"),
          Map.entry("night", "a night scene"));

  /** Content words that a scene says already. */
  private static final Map<String, List<String>> SAID_BY_SCENE =
      Map.of(
          "people", List.of("people"),
          "landscape", List.of("landscape"),
          "interior", List.of("interior"),
          "food", List.of("food"),
          "animal", List.of("animals"),
          "vehicle", List.of("vehicles"),
          "night", List.of("night"));

  private final Sight sight;
  private final Colours colours;
  private final Phrases phrases;

  ContentSentence(Sight sight, Colours colours, Phrases phrases) {
    this.sight = sight;
    this.colours = colours;
    this.phrases = phrases;
  }

  String write() {
    String seen = seen();
    return seen.isEmpty() ? colourSentence() : seen + " " + colourSentence();
  }

  private String seen() {
    List<Tag> named = sight.scenes().stream().filter(tag -> !tag.name().equals("other")).toList();
    boolean isOther = !sight.scenes().isEmpty() && sight.scenes().getFirst().name().equals("other");
    if (named.isEmpty() || (isOther && sure().isEmpty())) {
      return "";
    }
    Tag first = named.getFirst();
    if (!isOther && first.probability() >= SURE_SCENE) {
      return Phrases.sentence(
          phrases
                  .pick(
                      "sure scene",
                      List.of(
                          "the picture shows %s", "this is a picture of %s", "the photo shows %s"))
                  .formatted(scene(first))
              + with(first.name()));
    }
    if (!isOther && first.probability() >= LIKELY_SCENE) {
      return Phrases.sentence(
          phrases
                  .pick(
                      "likely scene",
                      List.of("the picture probably shows %s", "this is probably a picture of %s"))
                  .formatted(scene(first))
              + with(first.name()));
    }
    List<String> content = sure();
    return content.isEmpty()
        ? "It is hard to tell what the picture shows; perhaps " + scene(first) + "."
        : Phrases.sentence("the picture shows " + Phrases.list(content));
  }

  private static String scene(Tag tag) {
    return SCENES.getOrDefault(tag.name(), tag.name());
  }

  private List<String> sure() {
    return words(SURE_CONTENT, 1.01, List.of());
  }

  private String with(String scene) {
    List<String> said = SAID_BY_SCENE.getOrDefault(scene, List.of());
    List<String> sure = words(SURE_CONTENT, 1.01, said);
    List<String> likely = words(LIKELY_CONTENT, SURE_CONTENT, said);
    List<String> parts = new ArrayList<>();
    if (!sure.isEmpty()) {
      parts.add("with " + Phrases.list(sure));
    }
    if (!likely.isEmpty() && sure.size() < MOST_WORDS) {
      parts.add("perhaps with " + Phrases.list(likely));
    }
    return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
  }

  private List<String> words(double from, double below, List<String> without) {
    return sight.content().stream()
        .filter(tag -> tag.probability() >= from && tag.probability() < below)
        .map(Tag::name)
        .filter(name -> !without.contains(name))
        .limit(MOST_WORDS)
        .toList();
  }

  private String colourSentence() {
    List<String> largest =
        colours.filling(WORTH_NAMING).stream()
            .limit(2)
            .map(hue -> hue.word() + " (" + Phrases.percent(colours.share(hue)) + ")")
            .toList();
    if (largest.isEmpty()) {
      return colours.chroma() < COLOURLESS
          ? "It is almost without colour."
          : "No colour fills much of it.";
    }
    return (largest.size() == 1 ? "Its main colour is " : "Its main colours are ")
        + Phrases.list(largest)
        + ".";
  }
}
