package io.tonework.imaging.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.region.edge.WeightField;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlendKernelTest {
  private static final int WIDTH = 1_201;
  private static final int HEIGHT = 40;
  private static final int GRID_WIDTH = 151;
  private static final int GRID_HEIGHT = 6;

  @ParameterizedTest
  @CsvSource({"3,true", "4,true", "3,false", "4,false"})
  void shouldGiveTheWeightsOfTheReferenceWhenVectorised(int channels, boolean guided) {
    // Given: coefficients that lead beyond 0 and 1, and run lengths around those of vectors
    RegionWeights.Row row = new RegionWeights(field(guided, 21), WIDTH, HEIGHT).new Row();
    byte[] pixels = noise(22);

    for (int y = 0; y < HEIGHT; y++) {
      row.moveTo(y);
      for (int count : new int[] {1, 15, 16, 17, 511, 512}) {
        int[] expected = new BlendRun().weights;
        int[] actual = new BlendRun().weights;

        BlendKernel.reference().weigh(row, y * 7, pixels, count, channels, expected);
        BlendKernel.fastest().weigh(row, y * 7, pixels, count, channels, actual);

        assertThat(Arrays.copyOf(actual, count)).isEqualTo(Arrays.copyOf(expected, count));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void shouldGiveTheMixOfTheReferenceWhenVectorised(int channels) {
    byte[] outside = noise(31);
    byte[] inside = noise(32);
    int[] weights = new BlendRun().weights;
    Random random = new Random(33);
    Arrays.setAll(weights, i -> i % 9 == 0 ? i % 2 * RegionWeights.ONE : weight(random));
    for (int i = 3; i < outside.length; i += 4) {
      // a fourth channel is the same on both sides
      inside[i] = channels == 4 ? outside[i] : inside[i];
    }

    for (int count : new int[] {1, 15, 16, 17, 511, 512}) {
      byte[] expected = new BlendRun().mixed;
      byte[] actual = new BlendRun().mixed;

      BlendKernel.reference().mix(outside, inside, weights, count, channels, expected);
      BlendKernel.fastest().mix(outside, inside, weights, count, channels, actual);

      int length = count * channels;
      assertThat(Arrays.copyOf(actual, length)).isEqualTo(Arrays.copyOf(expected, length));
    }
  }

  private static int weight(Random random) {
    return random.nextInt(RegionWeights.ONE + 1);
  }

  private static WeightField field(boolean guided, long seed) {
    Random random = new Random(seed);
    int points = GRID_WIDTH * GRID_HEIGHT;
    byte[] kind = new byte[points];
    Arrays.fill(kind, WeightField.MIXED);
    return new WeightField(
        GRID_WIDTH,
        GRID_HEIGHT,
        slopes(guided ? points : 0, random),
        slopes(guided ? points : 0, random),
        slopes(guided ? points : 0, random),
        slopes(points, random),
        kind);
  }

  private static float[] slopes(int points, Random random) {
    float[] values = new float[points];
    for (int i = 0; i < points; i++) {
      values[i] = random.nextFloat() * 2 - 0.5f;
    }
    return values;
  }

  private static byte[] noise(long seed) {
    byte[] bytes = new BlendRun().outside;
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
