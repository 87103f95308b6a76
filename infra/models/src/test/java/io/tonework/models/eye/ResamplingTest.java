package io.tonework.models.eye;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.manifest.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {
  private static final int WIDTH = 7;
  private static final int HEIGHT = 5;

  private static RgbImage picture() {
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int c = 0; c < 3; c++) {
          rgb[(y * WIDTH + x) * 3 + c] =
              (byte) ((x * 37 + y * 61 + c * 89) * (x + 2 * y + 1) % 256);
        }
      }
    }
    return new RgbImage(WIDTH, HEIGHT, rgb);
  }

  /** Sums of all bytes, and of all bytes by their number, as Pillow 12.3 gives them. */
  @ParameterizedTest
  @CsvSource({
    "BILINEAR, 3, 4, 4958, 92283",
    "BILINEAR, 10, 6, 24787, 2264359",
    "BICUBIC, 3, 4, 4957, 92324",
    "BICUBIC, 10, 6, 24736, 2266642",
    "LANCZOS3, 3, 4, 4933, 91792",
    "LANCZOS3, 10, 6, 24731, 2267020"
  })
  void shouldGiveTheBytesOfPillow(
      Resampling resampling, int width, int height, long sum, long weighted) {
    // When
    byte[] resized = resampling.resize(picture(), width, height).rgb();
    // Then
    long total = 0;
    long byNumber = 0;
    for (int i = 0; i < resized.length; i++) {
      total += resized[i] & 0xff;
      byNumber += (resized[i] & 0xffL) * (i + 1);
    }
    assertThat(total).isEqualTo(sum);
    assertThat(byNumber).isEqualTo(weighted);
  }

  @Test
  void shouldFollowEveryStepOfAManifest() {
    // Given: short edge to 10 (14 x 10), black above and below, then to the size
    Manifest.InputSpec spec =
        new Manifest.InputSpec(
            14,
            14,
            "NCHW",
            List.of(0.0, 1.0),
            "sRGB",
            "in words",
            List.of(
                new Manifest.StepSpec(null, 10, null, "lanczos3"),
                new Manifest.StepSpec(null, null, List.of(255, 0, 0), null),
                new Manifest.StepSpec(List.of(14, 14), null, null, "bicubic")));
    PictureSteps steps = PictureSteps.of(spec);
    // When
    float[] planes = steps.apply(picture());
    // Then
    assertThat(planes).hasSize(3 * 14 * 14);
    assertThat(planes[0]).as("red of the margin").isEqualTo(1f);
    assertThat(planes[14 * 14]).as("green of the margin").isZero();
    assertThat(planes[2 * 14]).as("the picture begins below two rows").isNotEqualTo(1f);
    assertThat(steps.longerSideNeeded(4000, 2000)).isEqualTo(20);
  }
}
