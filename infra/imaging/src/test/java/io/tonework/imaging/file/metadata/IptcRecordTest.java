package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IptcRecordTest {
  private static final String ENVELOPE = "\34\1\132\0\3\33%G";
  private static final String KEYWORD = "\34\2\31\0\4alps";

  private static String without(String record) {
    return new String(IptcRecord.withoutPlaces(record.getBytes(ISO_8859_1)), ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(ints = {26, 27, 90, 92, 95, 100, 101})
  void shouldLeaveOutPlaces(int id) {
    String place = "\34\2" + (char) id + "\0\4Wien";

    assertThat(without(ENVELOPE + place + KEYWORD)).isEqualTo(ENVELOPE + KEYWORD);
  }

  @Test
  void shouldLeaveOutTextsThatGiveCoordinates() {
    String caption = "\34\2\170\0\20" + "48.2082, 16.3738";

    assertThat(without(KEYWORD + caption)).isEqualTo(KEYWORD);
  }

  @Test
  void shouldReadLengthsOfFourBytes() {
    String longKeyword = "\34\2\31\200\4\0\0\0\4alps";
    String longCity = "\34\2\132\200\4\0\0\0\4Wien";

    assertThat(without(longCity + longKeyword)).isEqualTo(longKeyword);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wien",
        "\34\2\132",
        "\34\2\132\0\5Wien",
        "\34\2\31\200\2\0\1a",
        "\34\2\31\200\4\0\0"
      })
  void shouldLeaveOutWhatCannotBeRead(String rest) {
    assertThat(without(KEYWORD + rest)).isEqualTo(KEYWORD);
  }

  @Test
  void shouldNotTouchSetsOfOtherRecords() {
    assertThat(without("\34\3\132\0\4Wien")).isEqualTo("\34\3\132\0\4Wien");
  }

  @Test
  void shouldDigestByMd5() {
    assertThat(IptcRecord.digest(new byte[0])).hasSize(16).startsWith(0xD4, 0x1D, 0x8C, 0xD9);
  }
}
