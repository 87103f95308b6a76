package io.tonework.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticPhotoTest {
  private static final int WIDTH = 180;
  private static final int HEIGHT = 120;

  /** Mean of a channel, 0..255. */
  private static double mean(BufferedImage image, int shift) {
    double sum = 0;
    for (int argb : pixels(image)) {
      sum += argb >> shift & 0xFF;
    }
    return sum / (image.getWidth() * image.getHeight());
  }

  private static double deviation(BufferedImage image) {
    double mean = mean(image, 8);
    double sum = 0;
    for (int argb : pixels(image)) {
      double d = (argb >> 8 & 0xFF) - mean;
      sum += d * d;
    }
    return Math.sqrt(sum / (image.getWidth() * image.getHeight()));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static BufferedImage take(Scene scene, CaptureFault fault) {
    return SyntheticPhoto.take(scene, WIDTH, HEIGHT, 5, fault);
  }

  @ParameterizedTest
  @EnumSource(Scene.class)
  void shouldHaveTonesAndColoursWhenTaken(Scene scene) {
    // When
    BufferedImage photo = take(scene, CaptureFault.NONE);

    // Then it uses a range of tones and many colours, as photographs do
    Set<Integer> colours = new HashSet<>();
    for (int argb : pixels(photo)) {
      colours.add(argb);
    }
    assertThat(deviation(photo)).isGreaterThan(15);
    assertThat(colours).hasSizeGreaterThan(3000);
  }

  @ParameterizedTest
  @EnumSource(Scene.class)
  void shouldShowTheFaultWhenOneIsAskedFor(Scene scene) {
    // Given
    BufferedImage fine = take(scene, CaptureFault.NONE);

    // When
    BufferedImage dark = take(scene, CaptureFault.UNDER_EXPOSED);
    BufferedImage bright = take(scene, CaptureFault.OVER_EXPOSED);
    BufferedImage warm = take(scene, CaptureFault.WARM_CAST);
    BufferedImage cool = take(scene, CaptureFault.COOL_CAST);
    BufferedImage green = take(scene, CaptureFault.GREEN_CAST);
    BufferedImage flat = take(scene, CaptureFault.FLAT);

    // Then
    assertThat(mean(dark, 8)).isLessThan(0.7 * mean(fine, 8));
    assertThat(mean(bright, 8)).isGreaterThan(1.15 * mean(fine, 8));
    assertThat(mean(warm, 16) - mean(warm, 0)).isGreaterThan(mean(fine, 16) - mean(fine, 0) + 8);
    assertThat(mean(cool, 16) - mean(cool, 0)).isLessThan(mean(fine, 16) - mean(fine, 0) - 8);
    assertThat(2 * mean(green, 8) - mean(green, 16) - mean(green, 0))
        .isGreaterThan(2 * mean(fine, 8) - mean(fine, 16) - mean(fine, 0) + 8);
    assertThat(deviation(flat)).isLessThan(0.8 * deviation(fine));
  }

  @Test
  void shouldGiveTheSamePixelsWhenTakenAgain() {
    // When
    int[] first = pixels(SyntheticPhoto.scene("landscape", WIDTH, HEIGHT, 11));
    int[] again = pixels(SyntheticPhoto.scene("Landscape", WIDTH, HEIGHT, 11));
    int[] other = pixels(SyntheticPhoto.scene("landscape", WIDTH, HEIGHT, 12));

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void shouldAddDetailWhenLargerThanPainted() {
    // When
    BufferedImage large = SyntheticPhoto.take(Scene.LANDSCAPE, 2400, 1600, 3, CaptureFault.NONE);

    // Then neighbours differ in the meadow: it is not only enlarged
    double difference = 0;
    for (int x = 0; x < 2399; x++) {
      difference +=
          Math.abs((large.getRGB(x, 1500) >> 8 & 0xFF) - (large.getRGB(x + 1, 1500) >> 8 & 0xFF));
    }
    assertThat(difference / 2399).isGreaterThan(2);
  }

  @Test
  void shouldWriteWhatACameraWritesWhenAskedForJpeg() throws IOException {
    // When
    byte[] jpeg = SyntheticPhoto.jpeg(Scene.PRODUCT, 320, 200, 1, CaptureFault.NONE, 90);

    // Then
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(read.getWidth()).isEqualTo(320);
    assertThat(read.getHeight()).isEqualTo(200);
    assertThat(new String(jpeg, 0, 400, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("Exif\0\0MM", "Tonework", "ICC_PROFILE");
  }

  @Test
  void shouldRefuseWhenTheSizeOrTheSceneIsImpossible() {
    assertThatThrownBy(() -> SyntheticPhoto.scene("landscape", 8, 100, 1))
        .hasMessage("a photo has at least 16 x 16 pixels, not 8 x 100");
    assertThatThrownBy(() -> SyntheticPhoto.scene("moon", 100, 100, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
