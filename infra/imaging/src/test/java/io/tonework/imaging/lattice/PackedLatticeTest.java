package io.tonework.imaging.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedLatticeTest {
  private static final int PIXELS = 4001;

  private static byte[] pixels(int channels, long seed) {
    byte[] row = new byte[PIXELS * channels];
    new Random(seed).nextBytes(row);
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
    // Given random nodes; random pixels, ties between channels, both ends of the axes
    Lattice lattice = random(size, offset, range);
    byte[] before = pixels(channels, 41);
    for (int p = 0; p < 1024; p++) {
      before[p * channels] = (byte) p;
      before[p * channels + 1] = (byte) (p % 5 == 0 ? p : 255);
      before[p * channels + 2] = (byte) (p % 3 == 0 ? before[p * channels + 1] : p >> 2);
    }

    for (int pixels : new int[] {PIXELS, PIXELS - 1, 513, 17, 1, 0}) {
      // When
      byte[] vector = before.clone();
      byte[] scalar = before.clone();
      new PackedLattice(lattice).map(PackedKernel.fastest(), vector, 0, pixels, channels);
      new PackedLattice(lattice).map(PackedKernel.reference(), scalar, 0, pixels, channels);

      // Then
      assertThat(vector).isEqualTo(scalar);
    }
  }

  @ParameterizedTest
  @CsvSource({"33,3,0,1", "33,4,0,1", "65,3,0,1", "33,3,-0.4,1.8", "65,4,-0.4,1.8", "2,3,-0.4,1.8"})
  void shouldAgreeWithTheFloatReferenceWhenNodesAreRandom(
      int size, int channels, float offset, float range) {
    // Given nodes inside 0..1, or reaching beyond it
    Lattice lattice = random(size, offset, range);
    byte[] before = pixels(channels, 5);
    byte[] row = before.clone();

    // When
    new PackedLattice(lattice).map(row, 0, PIXELS, channels);

    // Then each channel is the reference rounded, give or take a thirtieth of a level
    float[] colour = new float[3];
    float worst = 0;
    for (int p = 0; p < PIXELS; p++) {
      for (int c = 0; c < 3; c++) {
        colour[c] = (before[p * channels + c] & 0xFF) / 255f;
      }
      TetrahedralInterpolator.reference().map(lattice, colour, colour, 1);
      for (int c = 0; c < 3; c++) {
        float exact = Math.clamp(colour[c], 0f, 1f) * 255;
        worst = Math.max(worst, Math.abs((row[p * channels + c] & 0xFF) - exact));
      }
      if (channels == 4) {
        assertThat(row[p * 4 + 3]).isEqualTo(before[p * 4 + 3]);
      }
    }
    assertThat(worst).isLessThanOrEqualTo(0.5f + 1 / 30f);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 17, 33, 65, 161})
  void shouldChangeNothingWhenTheLatticeIsTheIdentity(int size) {
    // Given
    byte[] before = pixels(3, 7);
    byte[] row = before.clone();

    // When
    new PackedLattice(Lattice.identity(size)).map(row, 0, PIXELS, 3);

    // Then
    assertThat(row).isEqualTo(before);
  }
}
