package io.tonework.imaging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    Lattice read = CubeFile.read(CubeFile.write(lattice, "a \"quoted\"\ntitle"));

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
    Lattice lattice = CubeFile.read(file.getBytes(US_ASCII));

    // Then
    assertThat(lattice.size()).isEqualTo(2);
    assertThat(lattice.toArray()).endsWith(1f, 1f, 0.99f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LUT_3D_SIZE 1           | line 1: expected one LUT_3D_SIZE from 2 to",
        "LUT_3D_SIZE 2;0 0       | line 2: expected three numbers or a keyword, found '0 0'",
        "LUT_3D_SIZE 2;0 0 x     | line 2: expected a number, found 'x'",
        "LUT_3D_SIZE 2;0 0 NaN   | line 2: expected a finite number, found 'NaN'",
        "LUT_3D_SIZE 2;0 0 0     | the table ends after 1 of 8 rows",
        "0 0 0                   | line 1: the table begins before LUT_3D_SIZE",
        "LUT_1D_SIZE 2           | line 1: one-dimensional tables are not read",
        "DOMAIN_MAX 1 1 2        | line 1: only the domain 0..1 is read",
        "TITLE \"nothing else\"  | there is no LUT_3D_SIZE",
      })
  void shouldNameTheLineWhenTheFileIsWrong(String file, String message) {
    assertThatThrownBy(() -> CubeFile.read(file.replace(';', '\n').getBytes(US_ASCII)))
        .isInstanceOf(CubeSyntaxException.class)
        .hasMessageContaining(message);
  }
}
