package io.tonework.imaging.file.metadata;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Chromaticities} and {@link CodedColour}. */
class DeclaredNumbersTest {
  @Test
  void shouldReadHundredThousandths() {
    byte[] chunk = joined(bytes(9), ints(31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000));

    assertThat(Chromaticities.of(Bytes.bigEndian(chunk), 1, 2.2))
        .isEqualTo(new Chromaticities(List.of(.3127, .3290, .64, .33, .30, .60, .15, .06), 2.2));
  }

  @Test
  void shouldWantEightNumbers() {
    assertThatThrownBy(() -> new Chromaticities(List.of(.3, .3), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("eight numbers are wanted, not 2");
  }

  @ParameterizedTest
  @CsvSource({"16,true", "18,true", "17,false", "13,false", "2,false"})
  void shouldTellPqAndHlgByTheirTransfer(int transfer, boolean highDynamicRange) {
    assertThat(new CodedColour(16, transfer).isHighDynamicRange()).isEqualTo(highDynamicRange);
  }
}
