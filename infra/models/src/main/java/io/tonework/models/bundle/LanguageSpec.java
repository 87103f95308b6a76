package io.tonework.models.bundle;

import io.tonework.contracts.Mode;
import io.tonework.models.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says of reading and writing, checked.
 *
 * @param tokenizer the words
 * @param decoder sizes
 * @param special token ids by name
 * @param prompts templates by mode
 * @param sections parts of the reasoning in the order of the manifest
 * @param wording phrases by id, from its first one on
 * @param grammar the automaton; null when the text is free
 */
public record LanguageSpec(
    Manifest.FileSpec tokenizer,
    Manifest.DecoderSpec decoder,
    Map<String, Integer> special,
    Map<String, String> prompts,
    List<Manifest.SectionSpec> sections,
    Manifest.WordingSpec wording,
    Manifest.@Nullable FileSpec grammar) {
  /** Special tokens that every bundle has: light, global colour, specific colour. */
  static final List<String> RETOUCH =
      List.of("retouch_light", "retouch_global", "retouch_specific");

  /** The special token that ends an answer. */
  static final String END = "end";

  private static final Set<String> PARTS =
      Set.of(
          "content",
          "light.issues",
          "light.plan",
          "globalColour.issues",
          "globalColour.plan",
          "specificColour.issues",
          "specificColour.plan");

  /**
   * Reads and checks.
   *
   * @throws BundleException naming the field
   */
  public static LanguageSpec of(Manifest manifest, String bundle) {
    Checks checks = new Checks(bundle);
    LanguageSpec spec =
        new LanguageSpec(
            checks.present("tokenizer", manifest.tokenizer()),
            checks.present("decoder", manifest.decoder()),
            Map.copyOf(checks.present("special", manifest.special())),
            Map.copyOf(checks.present("prompts", manifest.prompts())),
            manifest.sections() == null ? List.of() : List.copyOf(manifest.sections()),
            manifest.wording() == null
                ? new Manifest.WordingSpec(Integer.MAX_VALUE, List.of())
                : manifest.wording(),
            manifest.grammar());
    spec.check(checks, manifest);
    return spec;
  }

  private void check(Checks checks, Manifest manifest) {
    checks.that(
        decoder.layers() > 0
            && decoder.kvHeads() > 0
            && decoder.headDim() > 0
            && decoder.width() > 0
            && decoder.vocabulary() > 0
            && decoder.maxTokens() > RETOUCH.size(),
        "decoder must have sizes above 0 and room for the retouch tokens, not " + decoder);
    checks.that(
        Set.of("last", "all").contains(decoder.logits()),
        "decoder.logits must be last or all, not " + decoder.logits());
    checks.that(
        Set.of("at", "predicting").contains(decoder.retouchStates()),
        "decoder.retouchStates must be at or predicting, not " + decoder.retouchStates());
    for (String name : RETOUCH) {
      checks.that(special.containsKey(name), "special." + name + " is missing");
    }
    checks.that(special.containsKey(END), "special.end is missing");
    special.forEach((name, id) ->
        checks.that(
            id >= 0 && id < decoder.vocabulary(),
            "special." + name + " must be below the vocabulary, not " + id));
    for (Manifest.SectionSpec section : sections) {
      checks.that(
          PARTS.contains(section.part()), "sections: there is no part '" + section.part() + "'");
    }
    manifest.modes().stream()
        .filter(mode -> mode == Mode.AUTO || mode == Mode.STYLE || saysSliders(mode, manifest))
        .forEach(mode ->
            checks.that(
                prompts.containsKey(mode.jsonName()),
                "prompts." + mode.jsonName() + " is missing"));
  }

  private static boolean saysSliders(Mode mode, Manifest manifest) {
    return mode == Mode.PARAM && !manifest.graphs().containsKey(GraphRole.PARAMS.key());
  }

  /** The ids of the three retouch tokens. */
  public List<Integer> retouchIds() {
    return RETOUCH.stream().map(name -> Objects.requireNonNull(special.get(name))).toList();
  }

  public int endId() {
    return Objects.requireNonNull(special.get(END));
  }

  /** Checks of one manifest. */
  private record Checks(String bundle) {
    <T> T present(String field, @Nullable T value) {
      if (value == null) {
        throw new BundleException(
            bundle, "manifest.json", field + " is missing, which graphs.decoder needs");
      }
      return value;
    }

    void that(boolean holds, String fault) {
      if (!holds) {
        throw new BundleException(bundle, "manifest.json", fault);
      }
    }
  }
}
