package io.tonework.imaging.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatticeTest {
  private static final RgbFunction WARM_AND_BRIGHT =
      (rgb, out, points) -> {
        for (int p = 0; p < points * 3; p += 3) {
          out[p] = (float) Math.pow(rgb[p], 0.7);
          out[p + 1] = (float) Math.pow(rgb[p + 1], 0.8);
          out[p + 2] = 0.9f * rgb[p + 2] * (0.5f + 0.5f * rgb[p]);
        }
      };

  @ParameterizedTest
  @ValueSource(ints = {2, 17, 33, 64, 65})
  void shouldAgreeWithTheReferenceWhenVectorised(int size) {
    // Given random nodes, the hardest map there is, and random colours, corners and faces included
    long seed = 20261121L + size;
    Random random = new Random(seed);
    float[] nodes = new float[size * size * size * 3];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = random.nextFloat();
    }
    Lattice lattice = new Lattice(size, nodes);
    int points = 5003;
    float[] rgb = new float[points * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = i % 7 == 0 ? random.nextInt(size) / (size - 1f) : random.nextFloat() * 1.2f - 0.1f;
      if (i % 11 == 1) {
        rgb[i] = rgb[i - 1];
      }
    }

    // When
    float[] expected = new float[rgb.length];
    float[] actual = new float[rgb.length];
    TetrahedralInterpolator.reference().map(lattice, rgb, expected, points);
    new VectorTetrahedral().map(lattice, rgb, actual, points);

    // Then
    assertThat(largestDifference(actual, expected)).as("seed %d", seed).isLessThanOrEqualTo(1e-6f);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 33, 65})
  void shouldReturnEveryNodeWhenAskedAtNodes(int size) {
    // Given
    Lattice lattice = Lattice.build(size, WARM_AND_BRIGHT);
    float[] at = Lattice.identity(size).toArray();

    // When
    float[] got = new float[at.length];
    TetrahedralInterpolator.reference().map(lattice, at, got, size * size * size);

    // Then
    assertThat(largestDifference(got, lattice.toArray())).isLessThanOrEqualTo(2e-6f);
  }

  @Test
  void shouldKeepEvery16BitLevelWhenTheMapIsTheIdentity() {
    // Given
    float[] ramp = new float[65536 * 3];
    for (int v = 0; v < 65536; v++) {
      ramp[v * 3] = v / 65535f;
      ramp[v * 3 + 1] = (65535 - v) / 65535f;
      ramp[v * 3 + 2] = (v * 31 & 0xFFFF) / 65535f;
    }

    // When
    float[] got = new float[ramp.length];
    Lattice.identity(33).map(ramp, got, 65536);

    // Then
    int changed = 0;
    for (int i = 0; i < ramp.length; i++) {
      changed += Math.round(got[i] * 65535f) == Math.round(ramp[i] * 65535f) ? 0 : 1;
    }
    assertThat(changed).isZero();
  }

  @Test
  void shouldEqualOneMapAfterTheOtherWhenComposed() {
    // Given
    Lattice first = Lattice.build(33, WARM_AND_BRIGHT);
    RgbFunction second =
        (rgb, out, points) -> {
          for (int i = 0; i < points * 3; i++) {
            out[i] = 1 - rgb[i];
          }
        };

    // When
    Lattice both = Lattice.build(33, first.andThen(second));

    // Then
    float[] expected = new float[33 * 33 * 33 * 3];
    second.map(first.toArray(), expected, 33 * 33 * 33);
    assertThat(largestDifference(both.toArray(), expected)).isLessThanOrEqualTo(2e-6f);
  }

  @Test
  void shouldRefuseWhenTheValuesDoNotFitTheSize() {
    assertThatThrownBy(() -> new Lattice(33, new float[10]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a lattice of size 33 has 107811 values, not 10");
    assertThatThrownBy(() -> new Lattice(1, new float[3])).hasMessageContaining("from 2 to");
    float[] broken = Lattice.identity(2).toArray();
    broken[5] = Float.NaN;
    assertThatThrownBy(() -> new Lattice(2, broken)).hasMessageContaining("value 5");
  }

  private static float largestDifference(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    float largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
    }
    return largest;
  }
}
