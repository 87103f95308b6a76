package io.tonework.imaging.file.heif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.file.metadata.Bytes;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JxlCodestreamTest {
  /** A header of bits: the first of each byte is its lowest. */
  private static byte[] header(String bits) {
    BitSet set = BitSet.valueOf(new byte[] {(byte) 0xFF, 0x0A});
    String plain = bits.replace(" ", "");
    for (int i = 0; i < plain.length(); i++) {
      set.set(16 + i, plain.charAt(i) == '1');
    }
    return Arrays.copyOf(set.toByteArray(), 2 + (plain.length() + 7) / 8);
  }

  private static int orientation(byte[] file) {
    return JxlCodestream.orientation(Bytes.bigEndian(file), 0, file.length);
  }

  private static String bits(int orientation) {
    int n = orientation - 1;
    return "" + (n & 1) + (n >> 1 & 1) + (n >> 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldReadTheOrientationBehindEveryFormOfTheSize(int orientation) {
    String fields = "0 1 " + bits(orientation);

    assertThat(orientation(header("1 10110 100 " + fields)))
        .as("small, by ratio")
        .isEqualTo(orientation);
    assertThat(orientation(header("1 10110 000 01010 " + fields)))
        .as("small")
        .isEqualTo(orientation);
    assertThat(orientation(header("0 00 101010101 000 10 1010101010101 " + fields)))
        .as("9 and 13 bits")
        .isEqualTo(orientation);
    String eighteen = "1".repeat(18);
    String thirty = "01".repeat(15);
    assertThat(orientation(header("0 01 " + eighteen + "000 11 " + thirty + fields)))
        .as("18 and 30 bits")
        .isEqualTo(orientation);
  }

  @Test
  void shouldBeUprightByDefault() {
    assertThat(orientation(header("1 10110 100 1 1 101"))).as("all by default").isEqualTo(1);
    assertThat(orientation(header("1 10110 100 0 0 101"))).as("no extra fields").isEqualTo(1);
    assertThat(orientation(header("1 10110"))).as("cut short").isEqualTo(1);
    assertThat(orientation(new byte[] {1, 2, 3, 4})).as("no codestream").isEqualTo(1);
  }
}
