package io.tonework.imaging.file.tiff;

import static io.tonework.imaging.file.HandMade.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffDescriptionTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldKeepTheByteOrderOfTheFile(boolean littleEndian) {
    byte[] file = new TiffMaker(littleEndian, false).number(0x9C9B, 3, 0x0102).file();

    for (TiffDescription found : List.of(TiffDescription.of(file), TiffDescription.ofRaw(file))) {
      byte[] exif = Objects.requireNonNull(found.exif());
      TiffEntry entry = TiffTags.entries(exif).getFirst();

      assertThat(exif[0]).isEqualTo((byte) (littleEndian ? 'I' : 'M'));
      assertThat(entry.value()).isEqualTo(littleEndian ? bytes(2, 1) : bytes(1, 2));
      assertThat(found.dropped()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNameMakersNotesThatARawFileLoses(boolean notes) {
    TiffMaker exif = new TiffMaker(true, false).number(0x8827, 3, 200);
    if (notes) {
      exif.block(0x927C, bytes(1, 2, 3, 4, 5));
    }
    byte[] raw = new TiffMaker(true, false).number(0x8769, 4, 8 + 2 + 12 + 4).then(exif).file();

    assertThat(TiffDescription.ofRaw(raw).dropped())
        .isEqualTo(notes ? List.of("maker notes") : List.of());
  }
}
