package io.tonework.imaging.cube;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.RgbFunction;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CubeFileTest {
  private static final String HEAD = "TITLE \"t\"\nLUT_3D_SIZE 2\n";
  private static final String ROWS = "0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n";

  @Test
  void shouldReadBackWhatWasWrittenWithinHalfAMillionth() {
    // Given values below 0 and above 1 among them
    Lattice lattice =
        Lattice.build(
            9,
            (rgb, out, points) -> {
              for (int i = 0; i < points * 3; i++) {
                out[i] = rgb[i] * rgb[i] * 1.3f - 0.1f;
              }
            });

    // When
    Lattice read =
        CubeFile.read(CubeFile.write(lattice, "a \"quoted\"\ntitle")).lattice().orElseThrow();

    // Then
    float[] expected = lattice.toArray();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Math.abs(read.toArray()[i] - expected[i]);
    }
    assertThat(expected).hasSize(9 * 9 * 9 * 3);
    for (float difference : expected) {
      assertThat(difference).isLessThanOrEqualTo(6e-7f);
    }
  }

  @Test
  void shouldVaryRedFastestWhenWriting() {
    // When
    String text = new String(CubeFile.write(Lattice.identity(2), "identity"), US_ASCII);

    // Then
    assertThat(text)
        .startsWith("TITLE \"identity\"\n")
        .contains("LUT_3D_SIZE 2\n")
        .contains("0.000000 0.000000 0.000000\n1.000000 0.000000 0.000000\n0.000000 1.000000");
  }

  @Test
  void shouldReadWhenOtherToolsWroteIt() {
    // Given comments, blank lines, carriage returns and exponents
    String file = ("# made elsewhere\n\n" + HEAD + ROWS).replace("\n", "\r\n") + "1e0 1.0 9.9e-1";

    // When
    Lattice lattice = CubeFile.read(file.getBytes(US_ASCII)).lattice().orElseThrow();

    // Then
    assertThat(lattice.size()).isEqualTo(2);
    assertThat(lattice.toArray()).endsWith(1f, 1f, 0.99f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LUT_3D_SIZE 1           | line 1: expected one LUT_3D_SIZE from 2 to 129",
        "LUT_3D_SIZE 130         | line 1: expected one LUT_3D_SIZE from 2 to 129",
        "LUT_3D_SIZE 2.5         | line 1: expected one LUT_3D_SIZE from 2 to 129",
        "LUT_3D_SIZE 9999999999  | line 1: expected a finite number",
        "LUT_3D_SIZE 2;LUT_3D_SIZE 2 | line 2: expected one LUT_3D_SIZE",
        "LUT_1D_SIZE 65537       | line 1: expected one LUT_1D_SIZE from 2 to 65536",
        "LUT_3D_SIZE 2;0 0       | line 2: expected three numbers or a keyword, found '0 0'",
        "LUT_3D_SIZE 2;0 0 x     | line 2: expected a number, found 'x'",
        "LUT_3D_SIZE 2;0 0 1f    | line 2: expected a number, found '1f'",
        "LUT_3D_SIZE 2;0 0 0x1p3 | line 2: expected a number, found '0x1p3'",
        "LUT_3D_SIZE 2;0 0 1e+   | line 2: expected a number, found '1e+'",
        "LUT_3D_SIZE 2;0 0 NaN   | line 2: expected a finite number of at most 1000000, found 'NaN'",
        "LUT_3D_SIZE 2;0 -inf 0  | line 2: expected a finite number of at most 1000000, found '-inf'",
        "LUT_3D_SIZE 2;0 0 1e300 | line 2: expected a finite number of at most 1000000",
        "LUT_3D_SIZE 2;0 0 0     | the table ends after 1 of 8 rows",
        "LUT_3D_SIZE 129;0 0 0   | the table ends after 1 of 2146689 rows",
        "LUT_1D_SIZE 2;0 0 0;1 1 1;2 2 2 | line 4: the table has more than 2 rows",
        "LUT_1D_SIZE 2;0 0 0;DOMAIN_MIN 0 0 0 | line 3: expected DOMAIN_MIN and three numbers before",
        "0 0 0                   | line 1: the table begins before LUT_3D_SIZE",
        "DOMAIN_MAX 1 1;         | line 1: expected DOMAIN_MAX and three numbers",
        "DOMAIN_MAX 1 0 1;LUT_3D_SIZE 2;0 0 0 | line 3: the inputs must begin below where they end",
        "LUT_3D_INPUT_RANGE 1 1  | line 1: the inputs must begin below where they end",
        "LUT_3D_SIZE 2;LUT_IN_VIDEO_RANGE | line 2: tables for video levels",
        "3DLUTs rule             | line 1: expected three numbers or a keyword",
        "TITLE \"nothing else\"  | there is no LUT_3D_SIZE or LUT_1D_SIZE in its 1 lines",
      })
  void shouldNameTheLineWhenTheFileIsWrong(String file, String message) {
    assertThatThrownBy(() -> CubeFile.read(file.replace(';', '\n').getBytes(US_ASCII)))
        .isInstanceOf(CubeSyntaxException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldApplyACurveToEachChannelWhenTheTableHasOneDimension() {
    // Given
    CubeLook look = read("LUT_1D_SIZE 3;0 1 0;0.8 0.5 0.5;1 0 1");

    // When / Then: halfway between entries, and at an entry
    assertThat(map(look, 0.25f, 0.75f, 0.5f))
        .containsExactly(new float[] {0.4f, 0.25f, 0.5f}, within(1e-6f));
  }

  @Test
  void shouldReadTheShaperFirstWhenResolveWroteBothTables() {
    // Given: the curve squares the middle away, the table swaps red and blue
    CubeLook look =
        read(
            "LUT_1D_SIZE 3;LUT_1D_INPUT_RANGE 0 1;LUT_3D_SIZE 2;LUT_3D_INPUT_RANGE 0 1;"
                + "0 0 0;0.25 0.25 0.25;1 1 1;"
                + "0 0 0;0 0 1;0 1 0;0 1 1;1 0 0;1 0 1;1 1 0;1 1 1");

    // When / Then
    assertThat(map(look, 0.5f, 1f, 0f)).containsExactly(new float[] {0f, 1f, 0.25f}, within(1e-6f));
    assertThat(look.lattice()).isEmpty();
    assertThat(look).hasToString("3 entries, then 2^3");
  }

  @Test
  void shouldSpreadTheTableOverTheDomainWhenOneIsGiven() {
    // Given: red from -1 to 1, so that 0 lies halfway
    CubeLook look =
        read(
            "LUT_3D_SIZE 2;DOMAIN_MIN -1 0 0;DOMAIN_MAX 1 1 2;"
                + "0 0 0;1 0 0;0 1 0;1 1 0;0 0 1;1 0 1;0 1 1;1 1 1");

    // When / Then
    assertThat(map(look, 0f, 0.25f, 1f))
        .containsExactly(new float[] {0.5f, 0.25f, 0.5f}, within(1e-6f));
    assertThat(map(look, 1f, 1f, 0f)).containsExactly(new float[] {1f, 1f, 0f}, within(1e-6f));
  }

  @Test
  void shouldMixTheLookWithTheColourWhenItsStrengthIsLess() {
    // Given
    CubeLook inverse = read("LUT_1D_SIZE 2;1 1 1;0 0 0");

    // When / Then
    assertThat(map(inverse.withStrength(0), 0.2f, 0.7f, 1f)).containsExactly(0.2f, 0.7f, 1f);
    assertThat(map(inverse.withStrength(0.25), 0f, 1f, 0.5f))
        .containsExactly(new float[] {0.25f, 0.75f, 0.5f}, within(1e-6f));
    assertThatThrownBy(() -> inverse.withStrength(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0 to 1, not 1.5");
    assertThatThrownBy(() -> inverse.withStrength(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadEverySizeThatItPromises() {
    for (int size : new int[] {2, 3, 17, 33, 65, 129}) {
      // When
      Lattice read =
          CubeFile.read(CubeFile.write(Lattice.identity(size), "t")).lattice().orElseThrow();

      // Then
      assertThat(read.size()).isEqualTo(size);
    }
  }

  @Test
  void shouldEndInAReasonWhenBytesOfAFileAreDamaged() {
    // Given
    byte[] good = CubeFile.write(Lattice.identity(5), "t");
    long seed = new Random().nextLong();
    Random random = new Random(seed);

    for (int i = 0; i < 2_000; i++) {
      // When
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length));
      for (int k = 0; k < 3 && bad.length > 0; k++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }

      // Then: it is read, or refused with its reason, and nothing else
      try {
        assertThat(CubeFile.read(bad)).isNotNull();
      } catch (CubeSyntaxException e) {
        assertThat(e.getMessage()).as("seed %d", seed).startsWith("the .cube file is wrong: ");
      }
    }
  }

  @Test
  void shouldNotReadOnWhenALineHasNoEnd() {
    // Given
    byte[] zeros = new byte[8 << 20];

    // When / Then
    assertThatThrownBy(() -> CubeFile.read(zeros))
        .isInstanceOf(CubeSyntaxException.class)
        .hasMessageContaining("line 1 has more than 4096 bytes");
  }

  private static CubeLook read(String lines) {
    return CubeFile.read(lines.replace(';', '\n').getBytes(US_ASCII));
  }

  private static float[] map(RgbFunction map, float... rgb) {
    float[] out = new float[3];
    map.map(rgb, out, 1);
    return out;
  }
}
