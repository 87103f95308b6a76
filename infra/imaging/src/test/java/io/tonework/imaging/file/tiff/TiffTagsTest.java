package io.tonework.imaging.file.tiff;

import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffTagsTest {
  private static List<Integer> tags(byte[] structure) {
    return TiffTags.entries(structure).stream().map(TiffEntry::tag).toList();
  }

  private static TiffEntry tag(byte[] structure, int tag) {
    return TiffTags.entries(structure).stream()
        .filter(entry -> entry.tag() == tag)
        .findFirst()
        .orElseThrow();
  }

  /** What describes the photo beside what describes the storage of its pixels. */
  private static TiffMaker described(boolean littleEndian) {
    return new TiffMaker(littleEndian, false)
        .number(0x0100, 3, 64)
        .number(0x0101, 3, 48)
        .text(0x010F, "Acme")
        .number(0x0112, 3, 6)
        .shorts(0x0117, 1, 2, 3)
        .text(0x013B, "A. Photographer")
        .block(0x02BC, text("<x/>"));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void shouldTakeDescriptionsAndLeaveStorageAndBlocks(boolean littleEndian) {
    List<TiffEntry> entries = TiffTags.entries(described(littleEndian).file());

    byte[] exif = Objects.requireNonNull(TiffTags.exifOf(entries, littleEndian));

    assertThat(new String(exif, 0, 2, ISO_8859_1)).isEqualTo(littleEndian ? "II" : "MM");
    assertThat(tags(exif)).containsExactly(0x010F, 0x0112, 0x013B);
    assertThat(tag(exif, 0x010F).value()).isEqualTo(text("Acme\0"));
    assertThat(tag(exif, 0x013B).value()).isEqualTo(text("A. Photographer\0"));
  }

  @Test
  void shouldGiveNoBlockWhenNothingIsDescribed() {
    byte[] bare = new TiffMaker(true, false).number(0x0100, 3, 64).file();

    assertThat(TiffTags.exifOf(TiffTags.entries(bare), true)).isNull();
  }

  @Test
  void shouldNameWhatIsNeitherCarriedNorAboutStorage() {
    byte[] file =
        described(true)
            .number(0x014A, 4, 8)
            .block(0x935C, text("layers..."))
            .block(0xC4A5, new byte[20 << 10])
            .file();

    assertThat(TiffTags.dropped(TiffTags.entries(file)))
        .containsExactly("Photoshop layers", "TIFF tag 0xC4A5");
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void shouldPutEveryBlockIntoAFileOfEitherByteOrder(boolean exifLittle, boolean fileLittle) {
    // Given
    byte[] exif =
        Objects.requireNonNull(
            TiffTags.exifOf(
                TiffTags.entries(described(exifLittle).shorts(0x9003, 258, 772).file()),
                exifLittle));
    byte[] encoded =
        new TiffMaker(fileLittle, false)
            .number(0x0100, 3, 64)
            .number(0x0101, 3, 48)
            .text(0x0131, "encoder")
            .file();
    Metadata metadata =
        new Metadata(exif, text("<new/>"), text("8BIM\4\4\0\0\0\0\0\2ab"), text("profile"));

    // When
    byte[] written = TiffTags.inject(encoded, metadata);

    // Then what was there is there, in order with what came in
    assertThat(tags(written))
        .containsExactly(
            0x0100, 0x0101, 0x010F, 0x0112, 0x0131, 0x013B, 0x02BC, 0x83BB, 0x8773, 0x9003);
    TiffHeader header = TiffHeader.parse(written);
    assertThat(header.number(0x0100, 0)).isEqualTo(64);
    assertThat(header.number(0x9003, 0)).as("in the file's own order").isEqualTo(258);
    assertThat(tag(written, 0x013B).value()).isEqualTo(text("A. Photographer\0"));
    assertThat(header.metadata(null).xmp()).isEqualTo(text("<new/>"));
    assertThat(header.metadata(null).icc()).isEqualTo(text("profile"));
    assertThat(tag(written, 0x83BB).value()).isEqualTo(text("ab"));
  }

  @Test
  void shouldReplaceATagThatIsThereAlready() {
    byte[] encoded = new TiffMaker(true, false).text(0x010F, "encoder").file();
    byte[] exif = new TiffMaker(true, false).text(0x010F, "Acme & Sons").file();

    byte[] written = TiffTags.inject(encoded, Metadata.NONE.withExif(exif));

    assertThat(tags(written)).containsExactly(0x010F);
    assertThat(tag(written, 0x010F).value()).isEqualTo(text("Acme & Sons\0"));
  }

  @Test
  void shouldLeaveOutTheSensorAndMakersNotesOfARawFile() {
    byte[] raw =
        new TiffMaker(true, false)
            .text(0x0110, "Pinhole 1")
            .shorts(0x828D, 2, 2)
            .block(0xC621, text("matrix..."))
            .file();
    List<TiffEntry> entries = TiffTags.entries(raw);

    assertThat(tags(Objects.requireNonNull(TiffTags.exifOfRaw(entries, true))))
        .containsExactly(0x0110);
    assertThat(TiffTags.hasMakerNote(entries)).isFalse();
  }

  @Test
  void shouldFindAndLeaveOutMakersNotesInTheExifDirectory() {
    // Given an EXIF directory with an exposure and notes, at the end of the first
    TiffMaker exif =
        new TiffMaker(true, false).number(0x8827, 3, 200).block(0x927C, text("notes of a maker"));
    TiffMaker raw = new TiffMaker(true, false).number(0x8769, 4, 8 + 2 + 12 + 4);
    List<TiffEntry> entries = TiffTags.entries(raw.then(exif).file());

    // When
    byte[] kept = Objects.requireNonNull(TiffTags.exifOfRaw(entries, true));

    // Then
    assertThat(TiffTags.hasMakerNote(entries)).isTrue();
    assertThat(tag(kept, 0x8769).children()).extracting(TiffEntry::tag).containsExactly(0x8827);
    assertThat(tag(kept, 0x8769).children().getFirst().value()).startsWith(200, 0);
  }

  @Test
  void shouldRefuseDirectoriesWhoseValuesShareTheirBytes() {
    TiffMaker maker = new TiffMaker(true, false).block(0x9286, new byte[100_000]);
    for (int i = 0; i < 3; i++) {
      maker.entry(0x9290 + i, 7, 90_000, 8);
    }

    assertThatThrownBy(() -> TiffTags.entries(maker.file()))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("TIFF: directories whose values sum up to more than the file");
  }

  @Test
  void shouldLeaveOutEntriesThatLeadOutsideOrHaveNoType() {
    byte[] file =
        new TiffMaker(true, false)
            .entry(0x010E, 2, 500, 100_000)
            .entry(0x010F, 0, 1, 0)
            .entry(0x0110, 99, 1, 0)
            .number(0x9C9B, 3, 7)
            .file();

    assertThat(tags(file)).containsExactly(0x9C9B);
  }

  @Test
  void shouldNarrowLongsOfEightBytesWhenTheyMove() {
    byte[] file = new TiffMaker(false, true).number(0x8827, 16, 70_000).file();
    TiffEntry wide = tag(file, 0x8827);

    TiffEntry narrow = wide.in(false, true);

    assertThat(wide.type()).isEqualTo(16);
    assertThat(narrow.type()).isEqualTo(4);
    assertThat(narrow.value()).isEqualTo(new byte[] {0x70, 0x11, 1, 0});
  }

  @Test
  void shouldKeepTheDirectoriesThatFollow() {
    byte[] encoded =
        new TiffMaker(true, false)
            .number(0x0100, 3, 64)
            .number(0x0101, 3, 48)
            .then(new TiffMaker(true, false).number(0x0100, 3, 64).number(0x0101, 3, 48))
            .file();

    byte[] written = TiffTags.inject(encoded, Metadata.NONE.withIcc(text("profile")));

    assertThat(TiffHeader.parse(written).info().frames()).isEqualTo(2);
    assertThat(TiffHeader.parse(written).metadata(null).icc()).isEqualTo(text("profile"));
  }

  @Test
  void shouldWriteOtherResourcesBesideTheRecord() {
    byte[] encoded = new TiffMaker(false, false).number(0x0100, 3, 64).file();
    byte[] other = text("8BIM\3\u00ED\0\0\0\0\0\2ok");
    byte[] record = text("8BIM\4\4\0\0\0\0\0\2ab");
    Metadata metadata = new Metadata(null, null, joined(other, record), null);

    byte[] written = TiffTags.inject(encoded, metadata);

    assertThat(tag(written, 0x8649).value()).isEqualTo(other);
    assertThat(tag(written, 0x8649).type()).isEqualTo(1);
    assertThat(tag(written, 0x83BB).value()).isEqualTo(text("ab"));
    assertThat(tag(written, 0x83BB).type()).isEqualTo(7);
  }

  @Test
  void shouldWriteDirectoriesAtEvenPlacesWithOffsetsOfFourBytes() {
    // Given a file of odd length, and an EXIF directory of a type that few readers know
    byte[] encoded = new TiffMaker(true, false).block(0x9000, text("five!")).file();
    byte[] exif =
        new TiffMaker(false, false)
            .number(0x8769, 13, 8 + 2 + 12 + 4)
            .then(new TiffMaker(false, false).text(0x9004, "abcd"))
            .file();

    byte[] written = TiffTags.inject(encoded, Metadata.NONE.withExif(exif));

    assertThat(encoded.length % 2).isEqualTo(1);
    assertThat(TiffEntry.first(new Bytes(written, true))).isEqualTo(encoded.length + 1);
    assertThat(tag(written, 0x8769).type()).isEqualTo(4);
    assertThat(tag(written, 0x8769).children().getFirst().value()).isEqualTo(text("abcd\0"));
  }

  @Test
  void shouldLeaveOutAnExifBlockThatIsTooShortToBeOne() {
    byte[] encoded = new TiffMaker(true, false).number(0x0100, 3, 64).file();

    byte[] written =
        TiffTags.inject(encoded, Metadata.NONE.withExif(text("MM\0*\0\0\0\10\0\0\0\0\0")));

    assertThat(tags(written)).containsExactly(0x0100);
  }

  @ParameterizedTest
  @CsvSource({"0x7FFF,20000,true", "0x8000,16384,true", "0x8000,16385,false"})
  void shouldCountLargePrivateTagsAsDataOfAProgram(String tag, int bytes, boolean carried) {
    byte[] file = new TiffMaker(true, false).block(Integer.decode(tag), new byte[bytes]).file();
    List<TiffEntry> entries = TiffTags.entries(file);

    assertThat(TiffTags.exifOf(entries, true) != null).isEqualTo(carried);
    assertThat(TiffTags.dropped(entries).count()).isEqualTo(carried ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({"0xC4FF,true", "0xC500,false"})
  void shouldLeaveOutOfARawFileWhatBelongsToDng(String tag, boolean carried) {
    byte[] raw = new TiffMaker(true, false).number(Integer.decode(tag), 3, 1).file();

    assertThat(TiffTags.exifOfRaw(TiffTags.entries(raw), true) != null).isEqualTo(carried);
  }
}
