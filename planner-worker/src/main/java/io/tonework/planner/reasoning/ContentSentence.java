package io.tonework.planner.reasoning;

import io.tonework.models.planner.Tag;
import io.tonework.planner.measures.Colours;
import io.tonework.planner.measures.Sight;
import io.tonework.planner.tables.Numbers;
import io.tonework.planner.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is in the picture, said with as much certainty as there is. */
final class ContentSentence {
  private static final double SURE_SCENE = 0.7;
  private static final double LIKELY_SCENE = 0.4;
  private static final double SURE_CONTENT = 0.75;
  private static final double LIKELY_CONTENT = 0.55;
  private static final int MOST_WORDS = 4;
  private static final double WORTH_NAMING = Numbers.of("main_share");
  private static final double COLOURLESS = Numbers.of("colourless");

  /** Scenes as the object of "shows"; a name that is not here is used as it is. */
  private static final Map<String, String> SCENES = column("object");

  /** The content word that a scene says already. */
  private static final Map<String, String> SAID_BY_SCENE = column("content");

  private static Map<String, String> column(String name) {
    return Table.rows("scenes").stream()
        .filter(row -> !row.text(name).isEmpty())
        .collect(Collectors.toUnmodifiableMap(row -> row.text("scene"), row -> row.text(name)));
  }

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
    return words(SURE_CONTENT, 1.01, "");
  }

  private String with(String scene) {
    String said = SAID_BY_SCENE.getOrDefault(scene, "");
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

  private List<String> words(double from, double below, String without) {
    return sight.content().stream()
        .filter(tag -> tag.probability() >= from && tag.probability() < below)
        .map(Tag::name)
        .filter(name -> !without.equals(name))
        .limit(MOST_WORDS)
        .toList();
  }

  private String colourSentence() {
    List<String> largest =
        colours.filling(WORTH_NAMING).stream()
            .limit((long) Numbers.of("most_main"))
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
