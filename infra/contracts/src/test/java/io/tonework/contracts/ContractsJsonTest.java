package io.tonework.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractsJsonTest {
  private static final SourceObject SOURCE = new SourceObject("b", "k ä.jpg", "e1", 12);
  private static final PhotoUploaded UPLOADED =
      new PhotoUploaded(
          "acme",
          "p1",
          null,
          SOURCE,
          RetouchRequest.param(Sliders.of(Map.of(Slider.EXPOSURE, 30.0))),
          null,
          Instant.parse("2026-11-21T00:00:00Z"));

  @Test
  void shouldGiveBackEqualPlanWhenWrittenAndRead() {
    // Given
    Latents latents = Latents.of(2, new float[] {1, -2, 0, 0, 5, .25f});
    Reasoning.Finding finding = new Reasoning.Finding("dark", "brighter");
    Plan plan =
        new Plan(
            "plan1",
            "acme",
            "p1",
            SOURCE,
            UPLOADED.request(),
            new BundleRef("compact", "0.1.0", "d"),
            "night",
            new Reasoning("a street", finding, finding, finding),
            "Dark: brighter",
            Sliders.of(Map.of(Slider.EXPOSURE, 30.0)),
            latents,
            List.of(SliderGroup.LIGHT, SliderGroup.SPECIFIC_COLOUR),
            new TasteOffset(3, Sliders.none(), latents));
    // When
    Plan read = ContractsJson.read(ContractsJson.writeBytes(plan), Plan.class);
    // Then
    assertThat(read).isEqualTo(plan);
    assertThat(read.latents().isMasked(SliderGroup.GLOBAL_COLOUR)).isTrue();
    assertThat(read.latents().isMasked(SliderGroup.LIGHT)).isFalse();
  }

  @Test
  void shouldGiveBackEqualEventWhenOptionalPartsAreAbsent() {
    // Given
    String json = ContractsJson.write(UPLOADED);
    // When
    PhotoUploaded read =
        ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), PhotoUploaded.class);
    // Then
    assertThat(read).isEqualTo(UPLOADED);
    assertThat(json).doesNotContain("null").contains("\"Exposure2012\":30.0");
  }

  @Test
  void shouldReadBothFormsOfSlidersWhenGiven() {
    // Given
    String published = "{\"Exposure2012\":{\"value\":30},\"HueAdjustmentRed\":-5}";
    // When
    Sliders sliders = ContractsJson.read(published.getBytes(StandardCharsets.UTF_8), Sliders.class);
    // Then
    assertThat(sliders.get(Slider.EXPOSURE)).isEqualTo(30);
    assertThat(sliders.get(Slider.HUE_RED)).isEqualTo(-5);
    assertThat(sliders.moves(SliderGroup.GLOBAL_COLOUR)).isFalse();
  }

  @Test
  void shouldNameTheSliderWhenUnknownOrOutOfRange() {
    assertThatThrownBy(() -> Sliders.of(Map.of(Slider.TINT, 101.0)))
        .isInstanceOf(InvalidSlidersException.class)
        .hasMessageContaining("IncrementalTint")
        .hasMessageContaining("101");
    assertThatThrownBy(() ->
            ContractsJson.read("{\"Glow\":1}".getBytes(StandardCharsets.UTF_8), Sliders.class))
        .hasMessageContaining("Glow");
  }

  @Test
  void shouldKeepFactsOfEveryNameAndLeaveOutNone() {
    // Given
    VersionedFacts facts = VersionedFacts.NONE.withTaste(4).with("shoot", "s-17");
    // When
    VersionedFacts read = ContractsJson.read(ContractsJson.writeBytes(facts), VersionedFacts.class);
    // Then
    assertThat(ContractsJson.write(facts)).isEqualTo("{\"shoot\":\"s-17\",\"taste\":\"4\"}");
    assertThat(read).isEqualTo(facts);
    assertThat(read.version("shoot")).contains("s-17");
    assertThat(read.version("memory")).isEmpty();
    assertThat(VersionedFacts.NONE.withTaste(0)).isEqualTo(VersionedFacts.NONE);
    assertThatThrownBy(() -> facts.with("Shoot day", "1")).hasMessageContaining("'Shoot day'");
    assertThatThrownBy(() -> facts.with("shoot", "")).hasMessageContaining("'shoot'");
  }

  @Test
  void shouldNameTheComponentWhenARequiredOneIsMissing() {
    // Given
    String json = ContractsJson.write(UPLOADED).replace("\"etag\":\"e1\",", "");
    // When / Then
    assertThatThrownBy(
            () -> ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), PhotoUploaded.class))
        .isInstanceOf(UnreadableJsonException.class)
        .hasMessageContaining("PhotoUploaded.source.etag is missing");
  }
}
