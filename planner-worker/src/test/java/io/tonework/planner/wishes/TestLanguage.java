package io.tonework.planner.wishes;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Sliders;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.grammar.Grammar;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.grammar.GrammarRun;
import io.tonework.models.language.Draft;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.text.PlanText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small language for tests: phrases, what may be written with them, what its wishes mean. Plans
 * read "The picture shows things. Asked for: brighter, warmer a little. <light> It is brightened.";
 * the fact {@code free} lets them state more than that it is brightened.
 */
public final class TestLanguage {
  /** In the order of their ids. */
  private static final List<String> PHRASES =
      List.of(
          " The picture shows things.",
          " Asked for:",
          " Cannot be done here:",
          ",",
          ".",
          " brighter",
          " darker",
          " warmer",
          " cooler",
          " blues",
          " lighter",
          " Golden Hour",
          " Dusk",
          " a little",
          " a lot",
          " cropping",
          " It is brightened.",
          " It is darkened.",
          " It is warmed.",
          " It gains contrast.",
          " It is richer.",
          " The light stays.",
          "<light>",
          "<retouch_light>",
          "<retouch_global>",
          "<retouch_specific>",
          "<end>");

  private static final int FIRST = 100;
  private static final String STATEMENTS_NEED = "free";

  private static final String GRAMMAR =
      """
      {"start": "0", "states": [
        {"name": "0", "edges": [{"tokens": [" The picture shows things."], "to": "seen"}]},
        {"name": "seen", "edges": [
          {"tokens": [" Asked for:"], "to": "wish"},
          {"tokens": [" Cannot be done here:"], "to": "refused"},
          {"tokens": ["<light>"], "to": "light"}]},
        {"name": "wish", "edges": [
          {"tokens": [" brighter", " darker", " warmer", " cooler"], "to": "strength"},
          {"tokens": [" blues"], "to": "hue"},
          {"tokens": [" Golden Hour", " Dusk"], "to": "told"}]},
        {"name": "hue", "edges": [{"tokens": [" darker", " lighter"], "to": "strength"}]},
        {"name": "strength", "edges": [
          {"tokens": [" a little", " a lot"], "to": "told"},
          {"tokens": [","], "to": "wish"},
          {"tokens": ["."], "to": "asked"}]},
        {"name": "told", "edges": [
          {"tokens": [","], "to": "wish"},
          {"tokens": ["."], "to": "asked"}]},
        {"name": "asked", "edges": [
          {"tokens": [" Cannot be done here:"], "to": "refused"},
          {"tokens": ["<light>"], "to": "light"}]},
        {"name": "refused", "edges": [{"tokens": [" cropping"], "to": "refusal"}]},
        {"name": "refusal", "edges": [{"tokens": ["."], "to": "before light"}]},
        {"name": "before light", "edges": [{"tokens": ["<light>"], "to": "light"}]},
        {"name": "light", "edges": [
          {"tokens": [" It is brightened."], "to": "done", "claims": ["lightness:up"]},
          {"tokens": [" It is darkened."], "to": "done", "requires": ["free"],
           "claims": ["lightness:down"]},
          {"tokens": [" It is warmed."], "to": "done", "requires": ["free"],
           "claims": ["warmth:up"]},
          {"tokens": [" It gains contrast."], "to": "done", "requires": ["free"],
           "claims": ["contrast:up"]},
          {"tokens": [" It is richer."], "to": "done", "requires": ["free"],
           "claims": ["colourfulness:up"]},
          {"tokens": [" The light stays."], "to": "done", "requires": ["free"]}]},
        {"name": "done", "edges": [{"tokens": ["<retouch_light>"], "to": "one"}]},
        {"name": "one", "edges": [{"tokens": ["<retouch_global>"], "to": "two"}]},
        {"name": "two", "edges": [{"tokens": ["<retouch_specific>"], "to": "three"}]},
        {"name": "three", "edges": [{"tokens": ["<end>"], "to": "end"}]},
        {"name": "end", "accept": true}]}
      """;

  private static final String WISHES =
      """
      {"sizes": [{"token": " a little", "factor": 0.5}, {"token": " a lot", "factor": 1.8}],
       "moves": [
         {"tokens": [" brighter"], "claim": "lightness:up", "sliders": {"Exposure2012": 0.22}},
         {"tokens": [" darker"], "claim": "lightness:down", "sliders": {"Exposure2012": -0.22}},
         {"tokens": [" warmer"], "claim": "warmth:up",
          "sliders": {"IncrementalTemperature": 0.3}},
         {"tokens": [" cooler"], "claim": "warmth:down",
          "sliders": {"IncrementalTemperature": -0.3}},
         {"tokens": [" blues", " darker"], "claim": "hue_lightness@blue:down",
          "sliders": {"LuminanceAdjustmentBlue": -0.42}}]}
      """;

  private static final String MARKS =
      """
      {"opening": " Asked for:", "separator": ",", "closing": ".",
       "refusing": " Cannot be done here:", "looks": [" Golden Hour", " Dusk"]}
      """;

  private static final LanguageSpec SPEC =
      new LanguageSpec(
          new Manifest.FileSpec("tokenizer.json", ""),
          new Manifest.DecoderSpec(1, 1, 1, 1, 200, 60, null, "last", "at"),
          Map.of(
              "retouch_light", id("<retouch_light>"),
              "retouch_global", id("<retouch_global>"),
              "retouch_specific", id("<retouch_specific>"),
              "end", id("<end>")),
          Map.of(),
          List.of(new Manifest.SectionSpec("light.plan", id("<light>"), id("<retouch_light>"))),
          new Manifest.WordingSpec(FIRST, PHRASES),
          new Manifest.FileSpec("grammar.json", ""));

  private static final Grammar RULES =
      Grammar.read(withIds(GRAMMAR).getBytes(StandardCharsets.UTF_8), "test", "grammar.json", 200);

  private TestLanguage() {}

  /** How plans of this language tell wishes. */
  public static WishPhrases wishes() {
    return WishPhrases.of(manifest(WISHES, MARKS), SPEC, RULES, "test");
  }

  /** The same for a manifest that names no phrases around wishes, as the first ones do. */
  static WishPhrases wishesWithoutMarks() {
    return WishPhrases.of(manifest(WISHES, null), SPEC, RULES, "test");
  }

  /** A bundle that does not say what its wishes mean. */
  public static WishPhrases nothingTold() {
    return WishPhrases.of(manifest("null", null), SPEC, RULES, "test");
  }

  /** The wishes of a manifest, with phrases in place of ids. */
  static String wishesJson() {
    return WISHES;
  }

  /** A manifest with these wishes, in which phrases stand for ids. */
  static Manifest manifest(String wishes, @Nullable String marks) {
    String all =
        marks == null
            ? wishes
            : wishes.strip().replaceFirst("}$", ", \"marks\": " + marks.strip() + "}");
    String json =
        """
        {"format": 2, "name": "test", "version": "1", "licence": "Apache-2.0", "modes": [],
         "sliders": [], "latents": {"groups": [], "sizes": []},
         "input": {"width": 8, "height": 8, "layout": "NCHW", "range": [0, 1],
                   "colourSpace": "sRGB", "resize": "box"},
         "scenes": [], "content": [],
         "graphs": {
           "params": {"file": "p", "sha256": "", "inputs": {}, "outputs": {}},
           "head": {"file": "h", "sha256": "", "inputs": {}, "outputs": {"sliders": ["B", 38]}}},
         "wording": {"first": %d, "text": %s}, "wishes": %s}
        """
            .formatted(FIRST, ContractsJson.write(PHRASES), withIds(all));
    return ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), Manifest.class);
  }

  private static String withIds(String json) {
    String text = json;
    for (String list : List.of("tokens", "looks")) {
      text = replaceIn(text, "\"" + list + "\": \\[([^]]*)]");
    }
    for (String one : List.of("token", "opening", "separator", "closing", "refusing")) {
      text = replaceIn(text, "\"" + one + "\": (\"[^\"]*\")");
    }
    return text;
  }

  private static String replaceIn(String json, String pattern) {
    return Pattern.compile(pattern)
        .matcher(json)
        .replaceAll(found -> {
          String text = found.group();
          for (String phrase : PHRASES) {
            text = text.replace("\"" + phrase + "\"", Integer.toString(id(phrase)));
          }
          return text;
        });
  }

  /** The id of a phrase. */
  public static int id(String phrase) {
    int at = PHRASES.indexOf(phrase);
    if (at < 0) {
      throw new IllegalArgumentException("no phrase reads '" + phrase + "'");
    }
    return FIRST + at;
  }

  /** The ids of phrases. */
  public static List<Integer> ids(String... phrases) {
    return Stream.of(phrases).map(TestLanguage::id).toList();
  }

  /** The edges of the grammar that write a phrase. */
  public static Set<Integer> edges(String phrase) {
    return RULES.edgesNaming(id(phrase));
  }

  /** Limits within which everything may be stated. */
  public static GrammarLimits free() {
    return new GrammarLimits(Set.of("style", STATEMENTS_NEED), Set.of());
  }

  /**
   * A whole plan.
   *
   * @param phrases from behind the first sentence to the statement, without marks
   */
  public static Draft draft(Sliders sliders, Latents latents, String... phrases) {
    List<String> all = new ArrayList<>(List.of(" The picture shows things."));
    all.addAll(Arrays.asList(phrases).subList(0, phrases.length - 1));
    all.add("<light>");
    all.add(phrases[phrases.length - 1]);
    all.addAll(List.of("<retouch_light>", "<retouch_global>", "<retouch_specific>", "<end>"));
    List<Integer> ids = all.stream().map(TestLanguage::id).toList();
    GrammarRun run = new GrammarRun(RULES, free(), 60);
    ids.forEach(run::take);
    List<Draft.Statement> statements =
        IntStream.range(0, ids.size())
            .filter(i -> !run.path().get(i).claims().isEmpty())
            .mapToObj(i ->
                new Draft.Statement(
                    i, run.path().get(i).id(), run.path().get(i).claims(), "light.plan"))
            .toList();
    String text =
        all.stream().filter(phrase -> !phrase.startsWith("<")).collect(Collectors.joining());
    String statement = phrases[phrases.length - 1].strip();
    String content = text.substring(0, text.length() - statement.length()).strip();
    return new Draft(
        ids,
        statements,
        new PlanText(text, Map.of(PlanText.CONTENT, content, "light.plan", statement)),
        latents,
        sliders);
  }
}
