package io.tonework.imaging.file.heif;

import static io.tonework.imaging.file.HandMade.box;
import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.fullBox;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.shorts;
import static io.tonework.imaging.file.HandMade.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.HeifMaker;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.CodedColour;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeifHeaderTest {
  private static ImageInfo info(HeifMaker maker) {
    return HeifHeader.parse(maker.file()).info(ImageFormat.HEIC);
  }

  @ParameterizedTest
  @CsvSource({"0,64,48", "1,48,64", "2,64,48", "3,48,64"})
  void shouldSwapTheSidesWhenThePictureIsTurnedByAQuarter(int quarters, int width, int height) {
    ImageInfo info = info(HeifMaker.of("heic", 64, 48).property(1, box("irot", bytes(quarters))));

    assertThat(info).isEqualTo(new ImageInfo(ImageFormat.HEIC, width, height, 3, 8, 1, false, 1));
  }

  @Test
  void shouldTellThePrimaryPictureWhenAnotherIsLargerDeeperAndTransparent() {
    ImageInfo info =
        info(
            HeifMaker.of("heic", 512, 384)
                .item(2, "hvc1")
                .property(2, fullBox("ispe", 0, 0, ints(4032, 3024)))
                .property(2, fullBox("pixi", 0, 0, bytes(3, 12, 12, 12)))
                .property(2, box("colr", text("prof"), text("theirs")))
                .item(3, "hvc1")
                .property(3, fullBox("auxC", 0, 0, text("urn:mpeg:hevc:2015:auxid:1\0")))
                .reference("auxl", 3, 2));

    assertThat(info).isEqualTo(new ImageInfo(ImageFormat.HEIC, 512, 384, 3, 8, 1, false, 1));
  }

  @Test
  void shouldTakeTheLargestSizeWhenThePrimaryPictureHasNone() {
    byte[] file =
        HeifMaker.of("heic", 64, 48).property(2, fullBox("ispe", 0, 0, ints(640, 480))).file();
    ByteBuffer bytes = ByteBuffer.wrap(file);
    // the association of the primary picture now points past all properties
    bytes.put(indexOf(file, shorts(1), bytes(1, 1)) + 3, (byte) 99);

    ImageInfo info = HeifHeader.parse(file).info(ImageFormat.HEIC);

    assertThat(info.width()).isEqualTo(640);
    assertThat(info.height()).isEqualTo(480);
  }

  private static int indexOf(byte[] file, byte[]... parts) {
    return new String(file, ISO_8859_1).indexOf(new String(joined(parts), ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource({"40,1,30,1,40,30", "81,2,30,1,41,30", "70,1,30,1,64,48", "40,0,30,1,64,48"})
  void shouldTellTheSizeOfTheCrop(int a, int b, int c, int d, int width, int height) {
    byte[] clap = box("clap", ints(a, b, c, d, 0, 1, 0, 1));

    ImageInfo info = info(HeifMaker.of("heic", 64, 48).property(1, clap));

    assertThat(info.width()).isEqualTo(width);
    assertThat(info.height()).isEqualTo(height);
  }

  @Test
  void shouldTakeTheMetadataOfThePrimaryPictureWhenThoseOfAnotherComeFirst() {
    byte[] file =
        HeifMaker.of("heic", 64, 48)
            .mime(2, "application/rdf+xml", text("of the gain map"))
            .exif(3, text("II*\0"), "")
            .item(6, "hvc1")
            .reference("cdsc", 2, 6)
            .reference("cdsc", 3, 6)
            .mime(4, "application/rdf+xml", text("of the photo"))
            .exif(5, text("MM\0*"), "")
            .reference("cdsc", 4, 1)
            .reference("cdsc", 5, 1)
            .file();

    assertThat(HeifHeader.parse(file).metadata().xmp()).isEqualTo(text("of the photo"));
    assertThat(HeifHeader.parse(file).metadata().exif()).isEqualTo(text("MM\0*"));
  }

  @ParameterizedTest
  @CsvSource({
    "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha, 4",
    "urn:mpeg:hevc:2015:auxid:1, 4",
    "urn:mpeg:hevc:2015:auxid:2, 3",
    "urn:com:apple:photo:2020:aux:hdrgainmap, 3"
  })
  void shouldCountAlphaWhenAnAuxiliaryPictureIsTransparency(String urn, int channels) {
    ImageInfo info =
        info(
            HeifMaker.of("heic", 64, 48)
                .property(2, fullBox("auxC", 0, 0, text(urn + "\0")))
                .reference("auxl", 2, 1));

    assertThat(info.channels()).isEqualTo(channels);
  }

  @Test
  void shouldTellTheLargestDepthAndAProfileOfEitherKind() {
    HeifMaker deep =
        HeifMaker.of("heic", 64, 48)
            .property(1, fullBox("pixi", 0, 0, bytes(3, 12, 12, 12)))
            .property(2, fullBox("pixi", 0, 0, bytes(1, 8)))
            .colour("rICC", text("restricted"));

    assertThat(info(deep)).isEqualTo(new ImageInfo(ImageFormat.HEIC, 64, 48, 3, 12, 1, true, 1));
    assertThat(HeifHeader.parse(deep.file()).metadata().icc()).isEqualTo(text("restricted"));
  }

  @ParameterizedTest
  @CsvSource({"hvcC,0,true", "hvcC,1,true", "hvcC,2,false", "hvcC,3,false"})
  void shouldTellTheChromaOfHevc(String type, int format, boolean halved) {
    byte[] box = box(type, new byte[16], bytes(0xFC | format));

    assertThat(
            HeifHeader.parse(HeifMaker.of("heic", 8, 8).property(1, box).file())
                .chromaHalvedBothWays())
        .hasValue(halved);
  }

  @ParameterizedTest
  @CsvSource({"0xC,true", "0x8,false", "0x0,false"})
  void shouldTellTheChromaOfAv1(String subsampling, boolean halved) {
    byte[] box = box("av1C", bytes(0x81, 0, Integer.decode(subsampling), 0));

    assertThat(
            HeifHeader.parse(HeifMaker.of("avif", 8, 8).property(1, box).file())
                .chromaHalvedBothWays())
        .hasValue(halved);
  }

  @Test
  void shouldTakeChromaAndColourOfAGridFromItsTiles() {
    byte[] file =
        HeifMaker.of("heic", 1024, 1024)
            .property(2, box("hvcC", new byte[16], bytes(1)))
            .property(2, box("colr", text("nclx"), shorts(12, 16, 0), bytes(0)))
            .reference("dimg", 1, 2)
            .file();

    HeifHeader header = HeifHeader.parse(file);

    assertThat(header.chromaHalvedBothWays()).hasValue(true);
    assertThat(header.codedColour()).hasValue(new CodedColour(12, 16));
  }

  @Test
  void shouldNotSayWhatTheFileDoesNotSay() {
    HeifHeader header = HeifHeader.parse(HeifMaker.of("heic", 8, 8).file());

    assertThat(header.chromaHalvedBothWays()).isEmpty();
    assertThat(header.codedColour()).isEmpty();
    assertThat(header.colour("prof")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"avis", "msf1", "hevc"})
  void shouldCountTheFramesOfASequence(String brand) {
    byte[] film = moov(fullBox("stsz", 0, 0, ints(0, 7)), fullBox("stsz", 0, 0, ints(0, 30)));

    assertThat(info(HeifMaker.of(brand, 8, 8).then(film)).frames()).isEqualTo(30);
  }

  @Test
  void shouldCountOneFrameWhenTheFilmIsBesideAPicture() {
    byte[] film = moov(fullBox("stsz", 0, 0, ints(0, 7)));

    assertThat(info(HeifMaker.of("heic", 8, 8).then(film)).frames()).isEqualTo(1);
  }

  private static byte[] moov(byte[]... tracks) {
    byte[][] traks = new byte[tracks.length][];
    for (int i = 0; i < tracks.length; i++) {
      traks[i] = box("trak", box("mdia", box("minf", box("stbl", tracks[i]))));
    }
    return box("moov", traks);
  }

  @Test
  void shouldBearBoxesNestedWithoutEnd() {
    byte[] deep = fullBox("stsz", 0, 0, ints(0, 7));
    for (int i = 0; i < 2000; i++) {
      deep = box("stbl", deep);
    }

    assertThat(info(HeifMaker.of("msf1", 8, 8).then(box("moov", deep))).frames()).isEqualTo(1);
  }

  @Test
  void shouldLeaveOutExifThatBeginsBehindItsEnd() {
    byte[] shortItem = HeifMaker.of("heic", 8, 8).item(2, "Exif").data(2, bytes(0, 0)).file();
    byte[] beyond =
        HeifMaker.of("heic", 8, 8).item(2, "Exif").data(2, joined(ints(50), text("MM"))).file();

    assertThat(HeifHeader.parse(shortItem).metadata().exif()).isNull();
    assertThat(HeifHeader.parse(beyond).metadata().exif()).isNull();
  }

  @Test
  void shouldRefuseAFileWithoutASize() {
    byte[] file = HeifMaker.of("heic", 0, 48).file();

    assertThatThrownBy(() -> HeifHeader.parse(file).info(ImageFormat.HEIC))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("HEIC: no picture size in the file");
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,true",
    "2147483647,1,true",
    "-2147483648,1,false",
    "1,-2147483648,false",
    "4,0,false"
  })
  void shouldTellSidesFromOneToTheLargestNumber(int width, int height, boolean told) {
    HeifMaker maker = HeifMaker.of("heic", width, height);

    if (told) {
      assertThat(info(maker).width()).isEqualTo(width);
      assertThat(info(maker).height()).isEqualTo(height);
    } else {
      assertThatThrownBy(() -> info(maker)).isInstanceOf(CorruptImage.class);
    }
  }

  @Test
  void shouldTakeTheFirstOfTwoSizesOfTheSameArea() {
    byte[] other = fullBox("ispe", 0, 0, ints(48, 64));

    assertThat(info(HeifMaker.of("heic", 64, 48).property(2, other)).width()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({"1,7", "2,1"})
  void shouldLookForSamplesAsDeepAsAFilmHasThem(int tracks, int frames) {
    byte[] box = box("stbl", fullBox("stsz", 0, 0, ints(0, 7)));
    for (String type : new String[] {"minf", "mdia"}) {
      box = box(type, box);
    }
    for (int i = 0; i < tracks + 1; i++) {
      box = box("trak", box);
    }

    assertThat(info(HeifMaker.of("msf1", 8, 8).then(box("moov", box))).frames()).isEqualTo(frames);
  }

  @Test
  void shouldReadExifBehindItsPrefixUpToTheEnd() {
    byte[] whole = HeifMaker.of("heic", 8, 8).exif(2, text("MM\0*"), "Exif\0\0").file();
    byte[] none =
        HeifMaker.of("heic", 8, 8).item(2, "Exif").data(2, joined(ints(2), text("MM"))).file();

    assertThat(HeifHeader.parse(whole).metadata().exif()).isEqualTo(text("MM\0*"));
    assertThat(HeifHeader.parse(none).metadata().exif()).isNull();
  }

  @Test
  void shouldReadTheNameOfAnAuxiliaryPictureUpToItsZero() {
    byte[] file =
        joined(
            fullBox("auxC", 0, 0, text("\0alpha")),
            fullBox("auxC", 0, 0, text("urn:alpha")),
            box("auxC", bytes(0)));
    Bytes bytes = Bytes.bigEndian(file);
    List<HeifBox> boxes = HeifBox.in(bytes, 0, file.length);

    assertThat(boxes)
        .extracting(box -> HeifHeader.auxiliaryType(bytes, box))
        .containsExactly("", "urn:alpha", "");
    assertThat(boxes)
        .extracting(box -> HeifHeader.isAlpha(bytes, box))
        .containsExactly(false, true, false);
  }

  @ParameterizedTest
  @CsvSource({"nclx,false", "prof,true", "rICC,true"})
  void shouldCountOnlyProfilesAsProfiles(String kind, boolean icc) {
    assertThat(info(HeifMaker.of("heic", 8, 8).colour(kind, new byte[7])).hasIcc()).isEqualTo(icc);
  }
}
