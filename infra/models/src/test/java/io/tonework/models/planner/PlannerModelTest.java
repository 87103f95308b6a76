package io.tonework.models.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tonework.contracts.Mode;
import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.ModeUnavailableException;
import io.tonework.models.ModelException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleCopy;
import io.tonework.models.bundle.TestBundles;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerModelTest {
  private static final Bundle BUNDLE = TestBundles.load("format1");
  private static final PlannerModel MODEL =
      PlannerModel.open(BUNDLE, SessionSettings.SINGLE_THREAD);

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void shouldGiveEachPhotoItsOwnResultWhenTheyShareABatch() {
    // Given
    ModelInput first = photo(1);
    ModelInput second = photo(2);
    // When
    List<AutoResult> together = MODEL.auto(List.of(first, second));
    // Then
    assertSame(together.get(0), MODEL.auto(List.of(first)).getFirst());
    assertSame(together.get(1), MODEL.auto(List.of(second)).getFirst());
    assertThat(together.get(0).content()).isNotEqualTo(together.get(1).content());
  }

  private static void assertSame(AutoResult a, AutoResult b) {
    for (Slider slider : Slider.values()) {
      // a hundredth is the step of a slider; batches may round differently
      assertThat(a.sliders().get(slider)).isCloseTo(b.sliders().get(slider), within(0.011));
    }
    assertThat(a.scene()).isEqualTo(b.scene());
  }

  @Test
  void shouldNameScenesMostProbableFirstWithProbabilitiesThatAddUp() {
    // Given
    ModelInput photo = photo(3);
    // When
    AutoResult result = MODEL.auto(List.of(photo)).getFirst();
    // Then
    assertThat(result.scenes())
        .extracting(Tag::name)
        .containsExactlyInAnyOrderElementsOf(BUNDLE.manifest().scenes());
    assertThat(result.scenes())
        .isSortedAccordingTo((a, b) -> Float.compare(b.probability(), a.probability()));
    assertThat(result.scenes().stream().mapToDouble(Tag::probability).sum())
        .isCloseTo(1, within(1e-3));
    assertThat(result.content()).allSatisfy(tag -> assertThat(tag.probability()).isBetween(0f, 1f));
  }

  @Test
  void shouldMaskTheGroupsThatNoSliderMoves() {
    // Given
    Sliders sliders = Sliders.of(Map.of(Slider.TEMPERATURE, 40.0));
    // When
    var latents = MODEL.params(sliders);
    // Then
    assertThat(latents.isMasked(SliderGroup.LIGHT)).isTrue();
    assertThat(latents.isMasked(SliderGroup.GLOBAL_COLOUR)).isFalse();
    assertThat(latents.isMasked(SliderGroup.SPECIFIC_COLOUR)).isTrue();
  }

  @Test
  void shouldRefuseTheModeWhenTheBundleLacksIt(@TempDir Path folder) throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder)
            .manifest(text -> text.replaceAll("\"auto\",\\s*\"style\",\\s*\"param\"", "\"param\""));
    try (PlannerModel paramOnly =
        PlannerModel.open(Bundle.load(copy.folder()), SessionSettings.SINGLE_THREAD)) {
      // When
      // Then
      assertThatThrownBy(() -> paramOnly.auto(List.of(photo(1))))
          .isInstanceOfSatisfying(
              ModeUnavailableException.class, e -> assertThat(e.mode()).isEqualTo(Mode.AUTO))
          .hasMessageContaining("has the modes param");
    }
  }

  @Test
  void shouldRunEveryBatchWhenWarmedUp() {
    // Given
    int maxBatch = 3;
    // When
    MODEL.warmUp(maxBatch);
    // Then
    assertThat(MODEL.executionProvider()).isEqualTo(ExecutionProvider.CPU);
  }

  @Test
  void shouldFailWhenClosed() {
    // Given
    PlannerModel closed = PlannerModel.open(BUNDLE, SessionSettings.SINGLE_THREAD);
    closed.close();
    // When
    // Then
    assertThatThrownBy(() -> closed.params(Sliders.none()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("closed");
  }

  private static ModelInput photo(long seed) {
    byte[] rgb = new byte[64 * 48 * 3];
    new Random(seed).nextBytes(rgb);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((rgb[i] & 0xff) / (1 + seed) + 10 * seed);
    }
    return ModelInput.from(new RgbImage(64, 48, rgb), BUNDLE.manifest().input());
  }
}
