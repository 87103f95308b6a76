package io.tonework.models.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tonework.imaging.pixels.RgbImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResizeTest {
  @Test
  void shouldAverageTheAreaWhenReducedByAWholeFactor() {
    // Given
    RgbImage photo =
        new RgbImage(
            4,
            2,
            new byte[] {
              0,
              0,
              0,
              10,
              20,
              30,
              100,
              100,
              100,
              100,
              100,
              100,
              20,
              40,
              60,
              30,
              60,
              90,
              100,
              100,
              100,
              (byte) 200,
              100,
              100
            });
    // When
    float[] planes = Resize.toPlanes(photo, 2, 1);
    // Then
    assertThat(planes).hasSize(6);
    assertThat(planes[0]).isCloseTo(15 / 255f, within(1e-6f));
    assertThat(planes[1]).isCloseTo(125 / 255f, within(1e-6f));
    assertThat(planes[2]).isCloseTo(30 / 255f, within(1e-6f));
    assertThat(planes[4]).isCloseTo(45 / 255f, within(1e-6f));
  }

  @Test
  void shouldCountEdgePixelsByTheirPartWhenTheFactorIsFractional() {
    // Given
    RgbImage photo = new RgbImage(3, 1, new byte[] {30, 0, 0, 60, 0, 0, 90, 0, 0});
    // When
    float[] planes = Resize.toPlanes(photo, 2, 1);
    // Then: the middle pixel belongs half to each side
    assertThat(planes[0]).isCloseTo((30 + 30) / 1.5f / 255, within(1e-6f));
    assertThat(planes[1]).isCloseTo((30 + 90) / 1.5f / 255, within(1e-6f));
  }

  @Test
  void shouldKeepTheMeanForAnySize() {
    // Given
    Random random = new Random(11);
    byte[] rgb = new byte[37 * 23 * 3];
    random.nextBytes(rgb);
    RgbImage photo = new RgbImage(37, 23, rgb);
    double mean = 0;
    for (byte value : rgb) {
      mean += (value & 0xff) / 255.0 / rgb.length;
    }
    for (int[] size : new int[][] {{1, 1}, {8, 8}, {20, 5}, {37, 23}, {50, 60}}) {
      // When
      float[] planes = Resize.toPlanes(photo, size[0], size[1]);
      // Then
      double resized = 0;
      for (float value : planes) {
        resized += value / (double) planes.length;
      }
      assertThat(resized).isCloseTo(mean, within(1e-5));
    }
  }
}
