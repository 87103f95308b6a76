package io.tonework.imaging.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.file.format.ForeignFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSnifferTest {
  @ParameterizedTest
  @CsvSource({
    "FFD8FFE000104A46, JPEG",
    "89504E470D0A1A0A, PNG",
    "49492A0008000000, TIFF",
    "4D4D002A00000008, TIFF",
    "49492A00100000004352, RAW",
    "524946461000000057454250, WEBP",
    "0000001C6674797061766966000000006D696631, AVIF",
    "00000018667479706865696300000000, HEIC",
    "00000018667479706D69663100000000, HEIC",
    "00000018667479706372782000000000, RAW",
    "474946383961, GIF",
    "424D3600000000000000, BMP",
    "FF0A, JXL",
    "38425053, PSD",
    "255044462D, PDF",
  })
  void shouldTellTheFormatWhenTheFirstBytesSay(String hex, String expected) {
    byte[] head = java.util.HexFormat.of().parseHex(hex);

    assertThat(ImageSniffer.sniff(hex.endsWith("4352") ? withVersion(head) : head))
        .map(Object::toString)
        .hasValue(expected);
  }

  /** Canon's mark goes on with the version. */
  private static byte[] withVersion(byte[] head) {
    byte[] longer = java.util.Arrays.copyOf(head, head.length + 1);
    longer[head.length] = 2;
    return longer;
  }

  @Test
  void shouldTellSvgWhenTheTextBeginsWithIt() {
    assertThat(ImageSniffer.sniff("<?xml version='1.0'?><svg xmlns=''>".getBytes(ISO_8859_1)))
        .hasValue(ForeignFormat.SVG);
  }

  @ParameterizedTest
  @CsvSource({"''", "00", "FFD8", "52494646100000004156490A", "000000186674797069736F6D00000000"})
  void shouldKnowNothingWhenTheBytesAreNoImage(String hex) {
    assertThat(ImageSniffer.sniff(java.util.HexFormat.of().parseHex(hex))).isEmpty();
  }
}
