package io.tonework.models.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.compiled.CompiledMap;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleCopy;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.planner.PlannerModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendererModelTest {
  private static final Bundle BUNDLE = Bundle.shipped();
  private static final RendererModel RENDERER = RendererModel.open(BUNDLE);
  private static final PlannerModel PLANNER =
      PlannerModel.open(BUNDLE, SessionSettings.SINGLE_THREAD);

  @AfterAll
  static void close() {
    RENDERER.close();
    PLANNER.close();
  }

  @Test
  void shouldChangeNothingWhenAllLatentsAreMasked() {
    // Given
    RgbFunction map = RENDERER.renderer(PLANNER.params(Sliders.none()));
    float[] rgb = colours(500);
    float[] out = new float[rgb.length];
    // When
    map.map(rgb, out, 500);
    // Then
    for (int i = 0; i < rgb.length; i++) {
      assertThat(out[i]).isCloseTo(rgb[i], within(0.1f / 255));
    }
  }

  @Test
  void shouldBrightenWhenExposureIsRaised() {
    // Given
    RgbFunction map = RENDERER.renderer(exposure(40));
    float[] grey = new float[] {.4f, .4f, .4f, .5f, .5f, .5f};
    float[] out = new float[6];
    // When
    map.map(grey, out, 2);
    // Then
    for (int i = 0; i < 6; i++) {
      assertThat(out[i]).isGreaterThan(grey[i] + 0.05f);
    }
  }

  @Test
  void shouldGiveTheSameBitsWhenPointsAreAskedForTogetherOrApart() {
    // Given
    RgbFunction map = RENDERER.renderer(exposure(25));
    int points = 2 * RendererModel.BLOCK_POINTS + 7;
    float[] rgb = colours(points);
    float[] together = new float[points * 3];
    float[] apart = new float[points * 3];
    // When
    map.map(rgb, together, points);
    for (int start = 0; start < points; start += 1000) {
      int length = Math.min(1000, points - start);
      float[] part = new float[length * 3];
      map.map(Arrays.copyOfRange(rgb, start * 3, (start + length) * 3), part, length);
      System.arraycopy(part, 0, apart, start * 3, part.length);
    }
    // Then
    assertThat(apart).isEqualTo(together);
  }

  @Test
  void shouldGiveTheSameBitsWhenManyThreadsAskAtOnce() throws Exception {
    // Given
    RgbFunction map = RENDERER.renderer(exposure(-30));
    float[] rgb = colours(3000);
    float[] alone = new float[rgb.length];
    map.map(rgb, alone, 3000);
    Callable<float[]> task =
        () -> {
          float[] out = new float[rgb.length];
          map.map(rgb, out, 3000);
          return out;
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // When
      var runs = threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> task).toList());
      // Then
      for (Future<float[]> run : runs) {
        assertThat(run.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void shouldRunTheStagesThatTheManifestDeclaresWhenTheGraphAgrees() {
    // Given
    Latents latents = exposure(40);
    // When
    RgbFunction map = RENDERER.renderer(latents);
    // Then
    assertThat(map).isInstanceOf(CompiledMap.class);
  }

  @Test
  void shouldUseTheGraphWhenTheDeclaredStagesAreOthers(@TempDir Path folder) throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder)
            .manifest(text -> text.replace("\"hueSharpness\": 20.0", "\"hueSharpness\": 2.0"));
    float[] rgb = colours(500);
    float[] out = new float[rgb.length];
    try (RendererModel model = RendererModel.open(Bundle.load(copy.folder()))) {
      // When
      RgbFunction map = model.renderer(exposure(40));
      // Then
      assertThat(map).isNotInstanceOf(CompiledMap.class);
      map.map(rgb, out, 500);
      assertThat(out).isNotEqualTo(rgb);
    }
  }

  @Test
  void shouldRefuseABundleWhoseReadingsAreOfAnotherSize(@TempDir Path folder) throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder).manifest(text -> text.replace("\"tone\": 14", "\"tone\": 13"));
    Bundle bundle = Bundle.load(copy.folder());
    // When / Then
    assertThatThrownBy(() -> RendererModel.open(bundle))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("readings.bin");
  }

  @Test
  void shouldRefuseLatentsOfAnotherSize() {
    // Given
    Latents foreign = Latents.of(3, new float[9]);
    // When
    // Then
    assertThatThrownBy(() -> RENDERER.renderer(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latents of size 3");
  }

  private static Latents exposure(double value) {
    return PLANNER.params(Sliders.of(Map.of(Slider.EXPOSURE, value)));
  }

  private static float[] colours(int points) {
    Random random = new Random(5);
    float[] rgb = new float[points * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = random.nextFloat();
    }
    return rgb;
  }
}
