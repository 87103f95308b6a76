package io.tonework.imaging.file.tiff;

import static io.tonework.imaging.file.HandMade.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffHeaderTest {
  /** The header of an RGB picture of 640 x 480. */
  private static TiffMaker picture(boolean littleEndian, boolean big) {
    return new TiffMaker(littleEndian, big)
        .number(0x0100, 4, 640)
        .number(0x0101, 3, 480)
        .shorts(0x0102, 16, 16, 16)
        .number(0x0106, 3, 2)
        .number(0x0115, 3, 3);
  }

  private static ImageInfo info(TiffMaker maker) {
    return TiffHeader.parse(maker.file()).info();
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,false", "true,true", "false,true"})
  void shouldReadBothByteOrdersAndBothWidthsOfOffsets(boolean littleEndian, boolean big) {
    TiffMaker maker =
        picture(littleEndian, big).number(0x0112, 3, 6).block(0x8773, text("profile"));

    assertThat(info(maker)).isEqualTo(new ImageInfo(ImageFormat.TIFF, 640, 480, 3, 16, 6, true, 1));
    assertThat(TiffHeader.parse(maker.file()).metadata(null).icc()).isEqualTo(text("profile"));
  }

  @Test
  void shouldTakeWhatIsUsualWhereATagIsMissing() {
    TiffMaker maker = new TiffMaker(true, false).number(0x0100, 3, 5).number(0x0101, 3, 4);

    assertThat(info(maker)).isEqualTo(new ImageInfo(ImageFormat.TIFF, 5, 4, 1, 1, 1, false, 1));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "8,8", "9,1", "65535,1"})
  void shouldCountOnlyOrientationsThatThereAre(int written, int expected) {
    assertThat(info(picture(true, false).number(0x0112, 3, written)).orientation())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1,200", "3,60000", "4,70000", "16,70000"})
  void shouldReadNumbersOfEveryWidth(int type, int width) {
    TiffMaker maker = new TiffMaker(false, true).number(0x0100, type, width).number(0x0101, 3, 8);

    assertThat(info(maker).width()).isEqualTo(width);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 12, 99})
  void shouldRefuseASizeThatIsNoNumber(int type) {
    TiffMaker maker = new TiffMaker(false, false).number(0x0101, 3, 8).number(0x0100, type, 7);

    assertThatThrownBy(() -> info(maker))
        .isInstanceOf(CorruptImage.class)
        .hasMessageStartingWith("TIFF: tag 256 has type " + type);
  }

  @ParameterizedTest
  @CsvSource({"32803,raw file", "34892,raw file", "7,photometric interpretation 7", "32844,32844"})
  void shouldRefuseColoursThatAreNotRendered(int photometric, String reason) {
    TiffMaker maker =
        new TiffMaker(true, false)
            .number(0x0100, 3, 5)
            .number(0x0101, 3, 4)
            .number(0x0106, 3, photometric);

    assertThatThrownBy(() -> info(maker))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessageContaining(reason);
  }

  @Test
  void shouldKnowInksByThePhotometricInterpretation() {
    assertThat(TiffHeader.parse(picture(true, false).file()).isSeparated()).isFalse();
    TiffMaker cmyk = new TiffMaker(true, false).number(0x0106, 3, 5);
    assertThat(TiffHeader.parse(cmyk.file()).isSeparated()).isTrue();
  }

  @Test
  void shouldCountPicturesAndNeitherTheirPreviewsNorTheirMasks() {
    TiffMaker second = picture(true, false).number(0x00FE, 4, 0);
    TiffMaker preview = picture(true, false).number(0x00FE, 4, 1);
    TiffMaker mask = picture(true, false).number(0x00FE, 4, 4);
    TiffMaker maskOfPreview = picture(true, false).number(0x00FE, 4, 5);

    TiffMaker all = picture(true, false).then(second).then(preview).then(mask);

    assertThat(info(all.then(maskOfPreview).then(mask)).frames()).isEqualTo(2);
    assertThat(TiffHeader.parse(all.file()).passedOver())
        .containsExactly("TIFF transparency mask", "further pictures");
  }

  @Test
  void shouldCountADirectoryOnceWhenItComesAfterItself() {
    assertThat(info(picture(false, false).thenItself()).frames()).isEqualTo(1);
  }

  @Test
  void shouldRefuseMoreDirectoriesThanAnyFileHas() {
    byte[] file = TiffMaker.chain(5000);

    assertThatThrownBy(() -> TiffHeader.parse(file))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("TIFF: more than 4096 directories");
  }

  @Test
  void shouldGiveEveryBlockWithTheIptcRecordAmongTheResources() {
    TiffMaker maker =
        picture(false, false)
            .block(0x02BC, text("<x:xmpmeta/>"))
            .block(0x83BB, text("\34\2\31\0\1a"))
            .block(0x8773, text("profile"));

    Metadata found = TiffHeader.parse(maker.file()).metadata(text("exif"));

    assertThat(found.exif()).isEqualTo(text("exif"));
    assertThat(found.xmp()).isEqualTo(text("<x:xmpmeta/>"));
    assertThat(found.icc()).isEqualTo(text("profile"));
    assertThat(found.photoshop()).isEqualTo(text("8BIM\4\4\0\0\0\0\0\6\34\2\31\0\1a"));
  }

  @Test
  void shouldSayWhereTheFileEndsWhenABlockLeadsOutside() {
    byte[] file = picture(false, false).block(0x8773, text("profile")).file();
    byte[] cut = java.util.Arrays.copyOf(file, file.length - 3);

    assertThat(TiffHeader.parse(cut).info().hasIcc()).isTrue();
    assertThatThrownBy(() -> TiffHeader.parse(cut).metadata(null))
        .isInstanceOf(CorruptImage.class)
        .hasMessage(
            "the file ends at byte %d, but its header speaks of bytes %d to %d",
            cut.length, file.length - 7, file.length);
  }

  @Test
  void shouldRefuseATagOfMoreValuesThanTheFileHasBytes() {
    TiffMaker maker = picture(true, false).entry(0x8773, 7, 1_000_000, 8);

    assertThatThrownBy(() -> TiffHeader.parse(maker.file()).metadata(null))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("TIFF: a tag of 1000000 values");
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void shouldRefuseTagsThatShareTheirBytesByTheHeaderAlone(boolean littleEndian, boolean big) {
    // Given a block, and tags that have most of it as their value too: once, and twice
    TiffMaker once = picture(littleEndian, big).block(0x9286, new byte[100_000]);
    once.shared(0x9287, 64_000, 200);
    TiffMaker twice = picture(littleEndian, big).block(0x9286, new byte[100_000]);
    twice.shared(0x9287, 64_000, 200).shared(0x9288, 64_000, 300);

    // When / Then
    assertThat(info(once).width()).isEqualTo(640);
    assertThatThrownBy(() -> TiffHeader.parse(twice.file()))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("TIFF: directories whose values sum up to more than the file");
  }

  @Test
  void shouldRefuseSharedBytesInAPreviewToo() {
    TiffMaker preview = picture(true, false).number(0x00FE, 4, 1);
    for (int i = 0; i < 2000; i++) {
      preview.shared(0x9000 + i, 90_000, 8);
    }
    TiffMaker maker = picture(true, false).block(0x9286, new byte[100_000]).then(preview);

    assertThatThrownBy(() -> TiffHeader.parse(maker.file()))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("TIFF: directories whose values sum up to more than the file");
  }

  @Test
  void shouldCountOnlyTagsWhoseBytesAreInTheFile() {
    // Given directories of which each has as much as it may, and tags that nobody can gather
    TiffMaker second = picture(false, false).shared(0x9287, 64_000, 8).shared(0x9288, 64_000, 8);
    TiffMaker first = picture(false, false).block(0x9286, new byte[70_000]);
    first.shared(0x9287, 64_000, 8).shared(0x9288, 64_000, 69_000);
    first.entry(0x9289, 7, 1_000_000, 8).entry(0x928A, 99, 70_000, 8).entry(0x928B, 0, 70_000, 8);

    assertThat(info(first.then(second)).frames()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0", "4294967295", "2147483648"})
  void shouldRefuseSidesThatNoPictureHas(long side) {
    TiffMaker maker = new TiffMaker(true, false).number(0x0100, 4, side).number(0x0101, 3, 8);

    assertThatThrownBy(() -> info(maker))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("TIFF: a side of " + side + " pixels");
  }

  @Test
  void shouldReadSidesOfOneAndOfTheLargestNumber() {
    TiffMaker maker =
        new TiffMaker(true, false).number(0x0100, 4, 0x7FFF_FFFF).number(0x0101, 3, 1);

    assertThat(info(maker).width()).isEqualTo(Integer.MAX_VALUE);
    assertThat(info(maker).height()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7})
  void shouldRenderColourDifferencesThatAreJpeg(int compression) {
    assertThat(info(colourDifferences().number(0x0103, 3, compression)).width()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 32773})
  void shouldRefuseColourDifferencesThatNoDecoderTurnsIntoRgb(int compression) {
    assertThatThrownBy(() -> info(colourDifferences().number(0x0103, 3, compression)))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessageContaining("YCbCr that is not compressed as JPEG");
  }

  private static TiffMaker colourDifferences() {
    return new TiffMaker(true, false)
        .number(0x0100, 3, 5)
        .number(0x0101, 3, 4)
        .number(0x0106, 3, 6);
  }

  @Test
  void shouldTakeTheFirstOfATagThatStandsTwice() {
    assertThat(info(picture(true, false).number(0x0100, 4, 7)).width()).isEqualTo(640);
  }

  @Test
  void shouldCountAtLeastOnePictureWhenAllAreMarkedAsPreviews() {
    assertThat(info(picture(false, false).number(0x00FE, 4, 1)).frames()).isEqualTo(1);
  }

  @Test
  void shouldAllowAsManyDirectoriesAsItSays() {
    byte[] file = TiffMaker.chain(4096);

    assertThat(TiffHeader.parse(file).number(0x0100, 3)).isEqualTo(3);
  }

  @Test
  void shouldRefuseADirectoryOfBigTiffWithMoreTagsThanAShortCounts() {
    byte[] file = new TiffMaker(true, true).number(0x0100, 3, 1).file();
    file[18] = 1;

    assertThatThrownBy(() -> TiffHeader.parse(file))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("TIFF: a directory of 65537 entries");
  }

  @Test
  void shouldReadABlockOfAllTheBytesOfTheFile() {
    byte[] file = new TiffMaker(true, false).shared(0x8773, 8 + 2 + 12 + 4, 0).file();

    assertThat(TiffHeader.parse(file).metadata(null).icc()).isEqualTo(file);
  }

  @Test
  void shouldReadAnEmptyBlockWhenATagHasNoType() {
    byte[] file = new TiffMaker(true, false).entry(0x8773, 19, 5, 8).file();

    assertThat(TiffHeader.parse(file).metadata(null).icc()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1", "7"})
  void shouldReadANumberOfOneByte(int type) {
    byte[] file = new TiffMaker(false, false).number(0x0115, type, 200).file();

    assertThat(TiffHeader.parse(file).number(0x0115, 0)).isEqualTo(200);
  }
}
