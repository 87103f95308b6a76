package io.tonework.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tools that scenes are painted with. */
class PaintTest {
  @Test
  void shouldKeepEvenLightEvenWhenItIsBlurred() {
    // Given
    float[] even = new float[7 * 5 * 3];
    Arrays.fill(even, 0.4f);
    // When
    Blur.box(even, 7, 5, 3, 4);
    // Then
    for (float value : even) {
      assertThat(value).isCloseTo(0.4f, within(1e-6f));
    }
  }

  @Test
  void shouldSpreadAPointEvenlyOverASquareAndNotIntoOtherChannels() {
    // Given: one bright green point in the middle
    float[] light = new float[9 * 9 * 3];
    light[(4 * 9 + 4) * 3 + 1] = 25;
    // When
    Blur.box(light, 9, 9, 3, 2);
    // Then
    for (int y = 0; y < 9; y++) {
      for (int x = 0; x < 9; x++) {
        boolean near = Math.abs(x - 4) <= 2 && Math.abs(y - 4) <= 2;
        assertThat(light[(y * 9 + x) * 3 + 1]).isCloseTo(near ? 1 : 0, within(1e-5f));
        assertThat(light[(y * 9 + x) * 3]).isZero();
        assertThat(light[(y * 9 + x) * 3 + 2]).isZero();
      }
    }
  }

  @Test
  void shouldMakeSmoothNoiseThatRepeatsAfterItsSide() {
    // Given
    Noise noise = new Noise(5);
    Random random = new Random(1);
    double sum = 0;
    for (int i = 0; i < 2000; i++) {
      float x = random.nextFloat() * 200;
      float y = random.nextFloat() * 200;
      // When
      float value = noise.at(x, y);
      // Then
      assertThat(value).isBetween(0f, 1f);
      assertThat(noise.at(x + 0.001f, y)).isCloseTo(value, within(0.01f));
      assertThat(noise.at(x + 256, y - 256)).isCloseTo(value, within(0.001f));
      assertThat(noise.octaves(x, y, 4)).isBetween(0f, 1f);
      sum += value;
    }
    assertThat(sum / 2000).isCloseTo(0.5, within(0.05));
    assertThat(new Noise(6).at(3.3f, 4.4f)).isNotEqualTo(noise.at(3.3f, 4.4f));
  }

  @Test
  void shouldMakeTexturesThatNeitherBrightenNorShowTheirSeam() {
    // When
    float[] texture = Tiles.texture(3);
    float[] grain = Tiles.grain(3);
    // Then
    double mean = 0;
    double seam = 0;
    double inside = 0;
    double noise = 0;
    for (int i = 0; i < texture.length; i++) {
      assertThat(texture[i]).isBetween(-0.6f, 0.6f);
      mean += texture[i] / texture.length;
      noise += grain[i] * grain[i] / grain.length;
    }
    for (int y = 0; y < 256; y++) {
      seam += Math.abs(texture[y * 256] - texture[y * 256 + 255]);
      inside += Math.abs(texture[y * 256 + 128] - texture[y * 256 + 127]);
    }
    assertThat(mean).isCloseTo(0, within(0.02));
    assertThat(seam).isBetween(0.6 * inside, 1.6 * inside);
    assertThat(noise).isCloseTo(1, within(0.02));
  }

  @Test
  void shouldPaintInsideAShapeOnly() {
    // Given
    Canvas canvas = new Canvas(20, 10);
    // When: the left half, in units of the height
    canvas.paint(
        new Rectangle2D.Float(0, 0, 1, 1), 0, 0.5f, (u, v, out) -> Arrays.fill(out, u + v));
    // Then
    assertThat(canvas.aspect()).isEqualTo(2);
    assertThat(canvas.light[(3 * 20 + 4) * 3]).isCloseTo(0.45f + 0.35f, within(1e-5f));
    assertThat(canvas.texture[3 * 20 + 4]).isCloseTo(0.5f, within(1e-5f));
    assertThat(canvas.light[(3 * 20 + 10) * 3]).isZero();
    assertThat(canvas.texture[3 * 20 + 10]).isZero();
  }

  @Test
  void shouldCoverHalfOfAPixelThatAnEdgeCutsInTwo() {
    // Given
    Canvas canvas = new Canvas(20, 10);
    // When
    Canvas.Coverage cut = canvas.coverage(new Rectangle2D.Float(0, 0, 0.55f, 1), 0);
    Canvas.Coverage outside = canvas.coverage(new Rectangle2D.Float(5, 5, 1, 1), 0);
    Canvas.Coverage soft = canvas.coverage(new Rectangle2D.Float(0, 0, 0.5f, 1), 0.2f);
    // Then
    assertThat(cut.at(4, 5)).isEqualTo(1);
    assertThat(cut.at(5, 5)).isCloseTo(0.5f, within(0.05f));
    assertThat(cut.at(6, 5)).isZero();
    assertThat(outside.values()).isEmpty();
    for (int x = 1; x < 9; x++) {
      assertThat(soft.at(x, 5)).as("falls to the right").isLessThanOrEqualTo(soft.at(x - 1, 5));
    }
    assertThat(soft.at(5, 5)).isBetween(0.2f, 0.7f);
  }

  @Test
  void shouldEncodeLightAsItReadsIt() {
    for (float value = 0; value <= 1; value += 0.01f) {
      assertThat(Light.encoded(Light.linear(value))).isCloseTo(value, within(1e-5f));
    }
    float[] out = new float[3];
    Light.mix(new float[] {0, 1, 2}, new float[] {1, 3, 2}, 0.25f, out);
    assertThat(out).containsExactly(0.25f, 1.5f, 2);
    Light.mix(new float[] {0, 1, 2}, new float[] {1, 3, 2}, 7, out);
    assertThat(out).as("no more than all of it").containsExactly(1, 3, 2);
    assertThat(Light.smooth(2, 4, 1)).isZero();
    assertThat(Light.smooth(2, 4, 3)).isEqualTo(0.5f);
    assertThat(Light.smooth(2, 4, 9)).isEqualTo(1);
  }
}
