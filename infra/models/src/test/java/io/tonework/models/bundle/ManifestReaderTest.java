package io.tonework.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.models.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is a manifest of a bundle with random weights, of which none is opened here. */
class ManifestReaderTest {
  @Test
  void shouldReadWhatTheManifestSays() {
    // Given
    ObjectNode json = manifest("tiny");
    // When
    Manifest manifest = read(json);
    // Then
    assertThat(manifest.name()).isEqualTo("tiny");
    assertThat(manifest.latents().sizes()).containsExactly(4, 4, 4);
    assertThat(manifest.graphs().keySet())
        .containsExactlyInAnyOrder("vision", "decoder", "head", "params", "reference", "renderer");
  }

  @Test
  void shouldSkipWhatANewerBuildWouldKnow() {
    // Given
    ObjectNode json = manifest("tiny");
    json.put("surprise", 1);
    ((ObjectNode) json.path("graphs")).set("score", json.path("graphs").path("head").deepCopy());
    // When
    Manifest manifest = read(json);
    // Then
    assertThat(manifest.graphs()).containsKey("score");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name", "version", "licence", "modes", "sliders", "latents", "input", "scenes", "content",
        "graphs"
      })
  void shouldNameTheFieldWhenItIsMissing(String field) {
    // Given
    ObjectNode json = manifest("tiny");
    json.remove(field);
    // When
    // Then
    assertRefused(json, "Manifest." + field + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "tokenizer, tokenizer is missing",
    "decoder, decoder is missing",
    "special, special is missing",
    "prompts, prompts is missing",
    "pair, pair is missing"
  })
  void shouldNameWhatAWritingBundleNeedsWhenItIsMissing(String field, String fault) {
    // Given
    ObjectNode json = manifest("tiny");
    json.remove(field);
    // When
    // Then
    assertRefused(json, fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vision", "decoder", "head", "params", "reference", "renderer"})
  void shouldRefuseWhenAGraphIsMissingThatAModeNeeds(String role) {
    // Given: without its graph of sliders such a bundle has no prompt for them
    ObjectNode json = manifest("tiny");
    ((ObjectNode) json.path("graphs")).remove(role);
    // When
    // Then
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(
            switch (role) {
              case "decoder" -> "graphs.auto is missing";
              case "params" -> "prompts.param is missing";
              default -> "graphs." + role + " is missing";
            });
  }

  @ParameterizedTest
  @CsvSource({
    "vision, inputs, pixels",
    "vision, outputs, tokens",
    "decoder, inputs, mask",
    "decoder, outputs, hidden",
    "head, inputs, hidden",
    "params, outputs, latents",
    "reference, inputs, pair",
    "renderer, inputs, rgb",
    "renderer, outputs, rgb_out"
  })
  void shouldNameTheTensorsWhenAGraphLacksOne(String role, String side, String tensor) {
    // Given
    ObjectNode json = manifest("tiny");
    ((ObjectNode) json.path("graphs").path(role).path(side)).remove(tensor);
    // When
    // Then
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("graphs." + role + "." + side + " must name")
        .hasMessageContaining(tensor);
  }

  @Test
  void shouldRefuseLatentsThatAreNotThreeEqualSizes() {
    for (List<Integer> sizes :
        List.of(List.of(4, 4), List.of(4, 4, 5), List.of(0, 0, 0), List.of(-4, -4, -4))) {
      // Given
      ObjectNode json = manifest("tiny");
      ArrayNode written = ((ObjectNode) json.path("latents")).putArray("sizes");
      sizes.forEach(written::add);
      // When
      // Then
      assertRefused(json, "latents.sizes must be three equal numbers above 0, not " + sizes);
    }
  }

  @Test
  void shouldRefuseAPictureThatTheWorkerCannotMake() {
    assertRefused(edited("input", input -> input.put("width", 0)), "input.width and input.height");
    assertRefused(edited("pair", pair -> pair.put("height", -1)), "pair.width and pair.height");
    assertRefused(edited("input", input -> input.put("layout", "NHWC")), "input.layout must be");
    assertRefused(edited("pair", pair -> pair.put("colourSpace", "P3")), "pair.colourSpace must");
    assertRefused(
        edited("input", input -> input.putArray("range").add(-1).add(1)),
        "input.range must be [0.0, 1.0], not [-1.0, 1.0]");
    assertRefused(
        edited("input", input -> ((ObjectNode) input.path("steps").get(0)).put("filter", "cubic")),
        "input.steps[0].filter must be box, bilinear, bicubic or lanczos3, not cubic");
  }

  @Test
  void shouldHoldTheOldLayoutToTheOneResizeThatItMeant() {
    // Given
    ObjectNode json = manifest("format1");
    // When
    ((ObjectNode) json.path("input")).put("resize", "bicubic");
    // Then
    assertRefused(json, "input.resize must be the squash by a box filter");
  }

  @Test
  void shouldRefuseAutoModeWithoutScenesWhenNobodyWrites() {
    // Given
    ObjectNode json = manifest("format1");
    // When
    json.putArray("scenes");
    // Then
    assertRefused(json, "scenes must not be empty in a bundle with auto mode");
  }

  @Test
  void shouldRefuseStyleModeWithoutADecoder() {
    // Given
    ObjectNode json = manifest("format1");
    // When
    json.putArray("modes").add("style");
    // Then
    assertRefused(json, "style mode needs graphs.decoder");
  }

  @Test
  void shouldRefuseABundleWithoutModes() {
    // Given
    ObjectNode json = manifest("tiny");
    // When
    json.putArray("modes");
    // Then
    assertRefused(json, "modes must not be empty");
  }

  @ParameterizedTest
  @CsvSource({
    "layers, 0",
    "kvHeads, -1",
    "headDim, 0",
    "width, 0",
    "vocabulary, 0",
    "maxTokens, 3"
  })
  void shouldRefuseADecoderWithoutRoom(String size, int value) {
    assertRefused(
        edited("decoder", decoder -> decoder.put(size, value)),
        "decoder must have sizes above 0 and room for the retouch tokens");
  }

  @Test
  void shouldRefuseWordsOfTheDecoderThatItDoesNotKnow() {
    assertRefused(
        edited("decoder", decoder -> decoder.put("logits", "first")),
        "decoder.logits must be last or all, not first");
    assertRefused(
        edited("decoder", decoder -> decoder.put("retouchStates", "before")),
        "decoder.retouchStates must be at or predicting, not before");
    assertRefused(
        edited("special", special -> special.remove("retouch_global")),
        "special.retouch_global is missing");
    assertRefused(edited("special", special -> special.remove("end")), "special.end is missing");
    assertRefused(
        edited("special", special -> special.put("end", 35)),
        "special.end must be below the vocabulary, not 35");
    assertRefused(
        edited("special", special -> special.put("end", -1)),
        "special.end must be below the vocabulary, not -1");
    assertRefused(
        edited("prompts", prompts -> prompts.remove("style")), "prompts.style is missing");
    ObjectNode json = manifest("tiny");
    ((ObjectNode) json.path("sections").get(0)).put("part", "light.mood");
    assertRefused(json, "sections: there is no part 'light.mood'");
  }

  @Test
  void shouldNotNeedAPromptForSlidersWhenAGraphTakesThem() {
    // Given
    ObjectNode json = manifest("tiny");
    // When
    LanguageSpec spec = LanguageSpec.of(read(json), "here");
    // Then
    assertThat(spec.prompts()).doesNotContainKey("param");
    assertThat(spec.retouchIds()).containsExactly(10, 11, 12);
    assertThat(spec.endId()).isEqualTo(13);
  }

  /**
   * Whatever stands in one place of a manifest, a service either starts with it or says which file
   * of which bundle it cannot read.
   */
  @Property(tries = 2000)
  void shouldReadOrSayWhatItCannotReadWhateverStandsInAPlace(
      @ForAll("bundles") String bundle, @ForAll int place, @ForAll("values") JsonNode value) {
    // Given
    ObjectNode json = manifest(bundle);
    List<Consumer<JsonNode>> places = new ArrayList<>();
    collect(json, places);
    places.get(Math.floorMod(place, places.size())).accept(value);
    // When
    try {
      Manifest _ = read(json);
    } catch (BundleException e) {
      // Then
      assertThat(e).hasMessageStartingWith("bundle here, manifest.json: ");
    }
  }

  @Provide
  Arbitrary<String> bundles() {
    return Arbitraries.of("tiny", "veraretouch-tiny", "format1");
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return Arbitraries.of(
            "null",
            "0",
            "-1",
            "1.5",
            "99999999999999999999",
            "\"\"",
            "\"box\"",
            "true",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"a\": null}",
            "[1, 2, 3]")
        .map(ManifestReaderTest::json);
  }

  private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> {
            places.add(value -> object.set(field.getKey(), value));
            collect(field.getValue(), places);
          });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(value -> array.set(index, value));
        collect(array.get(i), places);
      }
    }
  }

  private static ObjectNode edited(String field, Consumer<ObjectNode> edit) {
    ObjectNode json = manifest("tiny");
    edit.accept((ObjectNode) json.path(field));
    return json;
  }

  private static void assertRefused(ObjectNode json, String fault) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("bundle here, manifest.json: ")
        .hasMessageContaining(fault);
  }

  private static Manifest read(ObjectNode json) {
    return ManifestReader.read(
        ContractsJson.writeBytes(json),
        "here",
        new LicencePolicy(Set.of("research-only (VeraRetouch weights)")));
  }

  private static ObjectNode manifest(String bundle) {
    try {
      ObjectNode json =
          (ObjectNode)
              ContractsJson.mapper()
                  .readTree(
                      Files.readAllBytes(TestBundles.folder(bundle).resolve("manifest.json")));
      json.remove(List.of("golden", "plans", "training"));
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return ContractsJson.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
