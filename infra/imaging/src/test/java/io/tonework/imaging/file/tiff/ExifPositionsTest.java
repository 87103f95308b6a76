package io.tonework.imaging.file.tiff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.file.metadata.Carried;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExifPositionsTest {
  private static List<Integer> tags(Carried carried) {
    return TiffTags.entries(Objects.requireNonNull(carried.block())).stream()
        .map(TiffEntry::tag)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x830E, 0x8480, 0x8482, 0x85D8, 0x87AF, 0x87B1, 0xA480})
  void shouldTakeOutTheTagsOfMaps(int tag) {
    byte[] exif = new TiffMaker(true, false).text(0x010F, "Acme").text(tag, "here").file();

    Carried carried = ExifPositions.removedFrom(exif);

    assertThat(tags(carried)).containsExactly(0x010F);
    assertThat(carried.dropped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void shouldKeepDescriptionsInTheirByteOrder(boolean littleEndian) {
    byte[] exif =
        new TiffMaker(littleEndian, false)
            .text(0x010E, "A castle")
            .number(0x0112, 3, 6)
            .block(0xC4A5, new byte[100])
            .block(0xC7A0, new byte[64])
            .file();

    Carried carried = ExifPositions.removedFrom(exif);

    assertThat(tags(carried)).containsExactly(0x010E, 0x0112, 0xC4A5, 0xC7A0);
    assertThat(Objects.requireNonNull(carried.block())[0]).isEqualTo(exif[0]);
    assertThat(carried.dropped()).isEmpty();
  }

  @Test
  void shouldNameWhatOnlyItsWriterCanRead() {
    byte[] exif =
        new TiffMaker(true, false)
            .text(0x010F, "Acme")
            .block(0x02BC, "<x/>".getBytes(ISO_8859_1))
            .block(0x927C, new byte[9])
            .block(0xC634, new byte[9])
            .block(0xC7A0, new byte[65])
            .file();

    Carried carried = ExifPositions.removedFrom(exif);

    assertThat(tags(carried)).containsExactly(0x010F);
    assertThat(carried.dropped())
        .containsExactly("TIFF tag 0x02BC", "maker notes", "TIFF tag 0xC7A0");
  }

  @Test
  void shouldTakeOutTextsThatGiveCoordinates() {
    byte[] exif =
        new TiffMaker(false, false)
            .text(0x010E, "48.2082, 16.3738")
            .text(0x010F, "Acme")
            .block(
                0x9C9B,
                "4\0008\0.\0002\0000\0008\0,\0 \0001\0006\0.\0003\0007\0003\0".getBytes(ISO_8859_1))
            .file();

    assertThat(tags(ExifPositions.removedFrom(exif))).containsExactly(0x010F);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "II*\0",
        "Exif\0\0II*\0\10\0\0\0\0\0\0\0\0\0",
        "II*\0\377\377\377\377\0\0\0\0\0\0"
      })
  void shouldLeaveOutABlockThatCannotBeRead(String block) {
    Carried carried = ExifPositions.removedFrom(block.getBytes(ISO_8859_1));

    assertThat(carried.block()).isNull();
    assertThat(carried.dropped()).containsExactly("EXIF that cannot be read");
  }

  @Test
  void shouldLeaveOutABlockThatClaimsMoreThanItHas() {
    TiffMaker maker = new TiffMaker(true, false).text(0x010F, "Acme");
    for (int i = 0; i < 900; i++) {
      maker.shared(0x9000 + i, 8000, 8);
    }

    assertThat(ExifPositions.removedFrom(maker.file()).block()).isNull();
  }
}
