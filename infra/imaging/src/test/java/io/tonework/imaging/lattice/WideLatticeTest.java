package io.tonework.imaging.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WideLatticeTest {
  private static final int PIXELS = 4001;
  private static final int FULL = 65535;

  /** Random pixels; ties between channels, both ends of the axes, and next to nodes. */
  private static short[] pixels(int channels, long seed) {
    Random random = new Random(seed);
    short[] row = new short[PIXELS * channels];
    for (int i = 0; i < row.length; i++) {
      row[i] = (short) random.nextInt();
    }
    for (int p = 0; p < 1024; p++) {
      row[p * channels] = (short) (p * FULL / 1023 + p % 3 - 1);
      row[p * channels + 1] = (short) (p % 5 == 0 ? row[p * channels] : FULL);
      row[p * channels + 2] = p % 7 == 0 ? row[p * channels + 1] : 0;
    }
    return row;
  }

  private static Lattice random(int size, float offset, float range) {
    Random random = new Random(99);
    float[] nodes = new float[size * size * size * 3];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = offset + range * random.nextFloat();
    }
    return new Lattice(size, nodes);
  }

  @ParameterizedTest
  @CsvSource({
    "2,3,0,1",
    "17,4,0,1",
    "33,3,0,1",
    "64,3,0,1",
    "161,3,0,1",
    "33,3,-0.4,1.8",
    "65,4,-0.4,1.8"
  })
  void shouldGiveTheBitsOfTheReferenceWhenVectorised(
      int size, int channels, float offset, float range) {
    // Given
    WideLattice lattice = new WideLattice(random(size, offset, range));
    short[] before = pixels(channels, 41);

    for (int pixels : new int[] {PIXELS, PIXELS - 1, 129, 17, 1, 0}) {
      // When
      short[] vector = before.clone();
      short[] scalar = before.clone();
      lattice.map(WideKernel.fastest(), vector, 0, pixels, channels);
      lattice.map(WideKernel.reference(), scalar, 0, pixels, channels);

      // Then
      assertThat(vector).isEqualTo(scalar);
    }
  }

  @ParameterizedTest
  @CsvSource({"33,3,0,1", "33,4,0,1", "65,3,0,1", "33,3,-0.4,1.8", "65,4,-0.4,1.8", "2,3,-0.4,1.8"})
  void shouldBeTheExactMixRoundedWhenNodesAreRandom(
      int size, int channels, float offset, float range) {
    // Given nodes inside 0..1, or reaching beyond it
    Lattice lattice = random(size, offset, range);
    short[] before = pixels(channels, 5);
    short[] row = before.clone();

    // When
    lattice.wide().map(row, 0, PIXELS, channels);

    // Then
    double[] exact = new double[3];
    double worst = 0;
    for (int p = 0; p < PIXELS; p++) {
      mix(lattice, before, p * channels, exact);
      for (int c = 0; c < 3; c++) {
        double wanted = Math.clamp(exact[c], 0, 1) * FULL;
        worst = Math.max(worst, Math.abs((row[p * channels + c] & 0xFFFF) - wanted));
      }
      if (channels == 4) {
        assertThat(row[p * 4 + 3]).isEqualTo(before[p * 4 + 3]);
      }
    }
    assertThat(worst).isLessThanOrEqualTo(0.5 + 1 / 30.0);
  }

  /** Walks from the near corner along the axes, the largest fraction first, in double precision. */
  private static void mix(Lattice lattice, short[] row, int at, double[] mixed) {
    int size = lattice.size();
    int[] stride = {1, size, size * size};
    double[] fraction = new double[3];
    int node = 0;
    for (int c = 0; c < 3; c++) {
      double position = (row[at + c] & 0xFFFF) * (double) (size - 1) / FULL;
      int cell = Math.min((int) position, size - 2);
      fraction[c] = position - cell;
      node += cell * stride[c];
    }
    int[] order =
        IntStream.range(0, 3)
            .boxed()
            .sorted((a, b) -> Double.compare(fraction[b], fraction[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int c = 0; c < 3; c++) {
      mixed[c] = lattice.array()[node * 3 + c];
    }
    for (int axis : order) {
      int next = node + stride[axis];
      for (int c = 0; c < 3; c++) {
        mixed[c] +=
            fraction[axis]
                * ((double) lattice.array()[next * 3 + c] - lattice.array()[node * 3 + c]);
      }
      node = next;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 17, 33, 65, 129, 161})
  void shouldKeepEveryLevelWhenTheLatticeIsTheIdentity(int size) {
    // Given a ramp of all levels, other channels apart
    short[] before = new short[(FULL + 1) * 3];
    for (int level = 0; level <= FULL; level++) {
      before[level * 3] = (short) level;
      before[level * 3 + 1] = (short) (FULL - level);
      before[level * 3 + 2] = (short) (level * 7);
    }
    short[] row = before.clone();

    // When
    Lattice.identity(size).wide().map(row, 0, FULL + 1, 3);

    // Then
    assertThat(row).isEqualTo(before);
  }

  @Test
  void shouldStepAsTheSlopeSaysWhenAMapIsMild() {
    // Given a curve whose slope runs from 1.3 down to 0.7
    Lattice curve =
        Lattice.build(
            33,
            (rgb, out, points) -> {
              for (int i = 0; i < points * 3; i++) {
                out[i] = rgb[i] * (1.3f - 0.3f * rgb[i]);
              }
            });
    short[] ramp = new short[(FULL + 1) * 3];
    for (int level = 0; level <= FULL; level++) {
      Arrays.fill(ramp, level * 3, level * 3 + 3, (short) level);
    }

    // When
    curve.wide().map(ramp, 0, FULL + 1, 3);

    // Then no step is farther than one level from the slope
    int distinct = 1;
    for (int level = 1; level <= FULL; level++) {
      int step = (ramp[level * 3] & 0xFFFF) - (ramp[(level - 1) * 3] & 0xFFFF);
      double slope = 1.3 - 0.6 * (level - 0.5) / FULL;
      assertThat((double) step).as("step at %d", level).isBetween(slope - 1.02, slope + 1.02);
      distinct += step > 0 ? 1 : 0;
    }
    assertThat(distinct).isGreaterThan(50_000);
  }
}
