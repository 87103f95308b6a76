package io.tonework.imaging.file.png;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.Chromaticities;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngHeaderTest {
  private static final byte[] SIGNATURE = bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');

  static byte[] chunk(String type, byte[]... data) {
    byte[] content = joined(data);
    CRC32 sum = new CRC32();
    sum.update(joined(text(type), content));
    return joined(ints(content.length), text(type), content, ints((int) sum.getValue()));
  }

  static byte[] ihdr(int width, int height, int bits, int colourType) {
    return chunk("IHDR", ints(width, height), bytes(bits, colourType, 0, 0, 0));
  }

  /** A file of 64 x 48 pixels, 8-bit RGB, with these chunks after its header. */
  static byte[] png(byte[]... chunks) {
    return joined(SIGNATURE, ihdr(64, 48, 8, 2), joined(chunks), chunk("IEND"));
  }

  private static PngHeader header(byte[]... chunks) {
    return PngHeader.parse(png(chunks));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "2,3", "3,3", "4,2", "6,4"})
  void shouldTellChannelsByTheColourType(int colourType, int channels) {
    byte[] file = joined(SIGNATURE, ihdr(640, 480, 16, colourType));

    assertThat(PngHeader.parse(file).info())
        .isEqualTo(new ImageInfo(ImageFormat.PNG, 640, 480, channels, 16, 1, false, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 7, 255})
  void shouldRefuseColourTypesThatThereAreNot(int colourType) {
    PngHeader header = PngHeader.parse(joined(SIGNATURE, ihdr(1, 1, 8, colourType)));

    assertThatThrownBy(header::info)
        .isInstanceOf(CorruptImage.class)
        .hasMessage("PNG: colour type " + colourType);
  }

  @ParameterizedTest
  @CsvSource({"0,5,0", "5,0,0", "-1,5,4294967295", "5,-2147483648,2147483648"})
  void shouldRefuseSidesThatNoPictureHas(int width, int height, long named) {
    PngHeader header = PngHeader.parse(joined(SIGNATURE, ihdr(width, height, 8, 2)));

    assertThatThrownBy(header::info)
        .isInstanceOf(CorruptImage.class)
        .hasMessage("PNG: a side of " + named + " pixels");
  }

  @Test
  void shouldRefuseAFileThatBeginsWithAnotherChunk() {
    assertThatThrownBy(() -> PngHeader.parse(joined(SIGNATURE, chunk("IDAT", new byte[20]))))
        .hasMessage("PNG: the file does not begin with a header chunk");
    assertThatThrownBy(() -> PngHeader.parse(joined(SIGNATURE, chunk("IHDR", new byte[12]))))
        .hasMessage("PNG: the file does not begin with a header chunk");
    assertThatThrownBy(() -> PngHeader.parse(SIGNATURE))
        .hasMessage("PNG: the file does not begin with a header chunk");
  }

  @Test
  void shouldListEveryChunkWithItsPlaceUpToTheEndAndNoFurther() {
    byte[] file =
        joined(png(chunk("IDAT", text("pixels")), chunk("tEXt", text("k\0v"))), text("junk"));

    assertThat(PngHeader.parse(file).chunks())
        .containsExactly(
            new PngHeader.Chunk("IHDR", 16, 13),
            new PngHeader.Chunk("IDAT", 41, 6),
            new PngHeader.Chunk("tEXt", 59, 3),
            new PngHeader.Chunk("IEND", 74, 0));
  }

  @Test
  void shouldTellTheHeaderWhenPixelsAreCutShort() {
    byte[] file = joined(SIGNATURE, ihdr(64, 48, 8, 2), ints(1_000_000), text("IDAT"), text("..."));

    assertThat(PngHeader.parse(file).info().width()).isEqualTo(64);
    assertThat(PngHeader.parse(file).chunks()).hasSize(1);
  }

  @Test
  void shouldCountTheFramesOfAnAnimation() {
    assertThat(header(chunk("acTL", ints(12, 0))).info().frames()).isEqualTo(12);
    assertThat(header(chunk("acTL", ints(-1, 0))).info().frames()).isEqualTo(Integer.MAX_VALUE);
    assertThat(header(chunk("acTL", ints(0, 0))).info().frames()).isEqualTo(1);
    assertThat(header(chunk("acTL", ints(12))).info().frames()).as("too short").isEqualTo(1);
  }

  @Test
  void shouldTakeTheFirstBlockOfEachKind() {
    byte[] icc = RawProfile.deflated(text("a profile"));
    PngHeader header =
        header(
            chunk("eXIf", text("first")),
            chunk("iTXt", text("XML:com.adobe.xmp\0\0\0en\0title\0<first/>")),
            chunk("iCCP", text("name\0\0"), icc),
            chunk("eXIf", text("second")),
            chunk("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0<second/>")),
            chunk("iCCP", text("name\0\0"), RawProfile.deflated(text("another"))));

    Metadata found = header.metadata();

    assertThat(found.exif()).isEqualTo(text("first"));
    assertThat(found.xmp()).isEqualTo(text("<first/>"));
    assertThat(found.icc()).isEqualTo(text("a profile"));
    assertThat(found.photoshop()).isNull();
  }

  @Test
  void shouldInflateAPacketThatSaysThatItIsDeflated() {
    byte[] packed = RawProfile.deflated(text("<packed/>"));

    assertThat(header(chunk("iTXt", text("XML:com.adobe.xmp\0\1\0\0\0"), packed)).metadata().xmp())
        .isEqualTo(text("<packed/>"));
    assertThat(header(chunk("iTXt", text("XML:com.adobe.xmp\0\1\0\0\0<plain/>"))).metadata().xmp())
        .as("not deflated after all")
        .isNull();
    assertThat(header(chunk("iTXt", text("XML:com.adobe.xmp\0\0\0"))).metadata().xmp())
        .as("ends before its text")
        .isNull();
  }

  @Test
  void shouldGiveAnEmptyProfileWhenItCannotBeRead() {
    assertThat(header(chunk("iCCP", text("name\0\0broken"))).metadata().icc()).isEmpty();
    assertThat(header(chunk("iCCP", text("no end"))).metadata().icc()).isEmpty();
    assertThat(header(chunk("iCCP", text("no end"))).info().hasIcc()).isTrue();
  }

  @Test
  void shouldReadProfilesInTextWhereThereIsNoBlockOfTheirKind() {
    // Given EXIF, packet, profile and IPTC as text, and a second profile of each
    byte[] exif = joined(text("Exif\0\0"), text("MM\0*"), ints(8), bytes(0, 1));
    byte[] orientation = joined(bytes(1, 0x12, 0, 3), ints(1), bytes(0, 8, 0, 0), ints(0));
    byte[] iptc = bytes(0x1C, 2, 25, 0, 1, 'a');
    PngHeader header =
        header(
            raw("exif", joined(exif, orientation)),
            raw("xmp", text("<x/>")),
            raw("icc", text("profile")),
            raw("iptc", iptc),
            raw("xmp", text("<never looked at/>")));

    Metadata found = header.metadata();

    assertThat(header.info().orientation()).isEqualTo(8);
    assertThat(header.info().hasIcc()).isTrue();
    assertThat(found.exif()).startsWith(text("MM\0*"));
    assertThat(found.xmp()).isEqualTo(text("<x/>"));
    assertThat(found.icc()).isEqualTo(text("profile"));
    assertThat(found.photoshop()).isEqualTo(joined(text("8BIM\4\4\0\0"), ints(6), iptc));
  }

  private static byte[] raw(String kind, byte[] data) {
    return chunk("zTXt", new RawProfile(kind, data).chunkData());
  }

  @Test
  void shouldReadColourThatIsDeclaredByNumbers() {
    byte[] chrm = chunk("cHRM", ints(31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000));
    List<Double> p3 = List.of(.3127, .3290, .68, .32, .265, .69, .15, .06);
    List<Double> bt709 = List.of(.3127, .3290, .64, .33, .30, .60, .15, .06);

    assertThat(header(chunk("cICP", bytes(12, 13, 0, 1))).codedColour())
        .hasValue(new CodedColour(12, 13));
    assertThat(header(chunk("cICP", bytes(12))).codedColour()).as("too short").isEmpty();
    assertThat(header(chrm, chunk("gAMA", ints(55556))).chromaticities())
        .hasValue(new Chromaticities(p3, 100_000.0 / 55_556));
    assertThat(header(chrm, chunk("gAMA", ints(45455))).chromaticities())
        .as("what writers give for sRGB's curve")
        .hasValue(new Chromaticities(p3, 0));
    assertThat(header(chunk("gAMA", ints(100_000))).chromaticities())
        .hasValue(new Chromaticities(bt709, 1));
    assertThat(header(chrm, chunk("sRGB", bytes(0))).chromaticities()).as("overridden").isEmpty();
    assertThat(header().chromaticities()).isEmpty();
  }

  @Test
  void shouldReadTheSmallestAndTheLargestSides() {
    byte[] file = joined(SIGNATURE, ihdr(1, Integer.MAX_VALUE, 8, 2));

    assertThat(PngHeader.parse(file).info().width()).isEqualTo(1);
    assertThat(PngHeader.parse(file).info().height()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void shouldSayWhereTheFileEndsWhenItsHeaderChunkIsCutShort() {
    byte[] cut = Arrays.copyOf(joined(SIGNATURE, ihdr(1, 1, 8, 2)), 8 + 24);

    assertThatThrownBy(() -> PngHeader.parse(cut))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("the file ends at byte 32, but its header speaks of bytes 16 to 33");
  }

  @Test
  void shouldLeaveOutAChunkWhoseChecksumIsCutShort() {
    byte[] whole = joined(SIGNATURE, ihdr(1, 1, 8, 2), chunk("IDAT", text("pixels")));

    assertThat(PngHeader.parse(whole).chunks()).hasSize(2);
    assertThat(PngHeader.parse(Arrays.copyOf(whole, whole.length - 1)).chunks()).hasSize(1);
  }

  @Test
  void shouldRefuseVeryManyVerySmallChunks() {
    byte[] empty = chunk("teXt");
    byte[][] many = new byte[100_001][];
    Arrays.fill(many, empty);

    assertThatThrownBy(() -> header(many))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("more than 100000 blocks in the file");
  }

  @Test
  void shouldReadDeclaredColourOfExactlyItsBytes() {
    assertThat(header(chunk("cICP", bytes(9, 16))).codedColour()).hasValue(new CodedColour(9, 16));
    assertThat(header(chunk("cHRM", ints(1, 2, 3, 4, 5, 6, 7))).chromaticities())
        .as("too short")
        .isEmpty();
    assertThat(header(chunk("gAMA", bytes(0, 1, 2))).chromaticities()).as("too short").isEmpty();
    assertThat(header(chunk("gAMA", ints(0))).chromaticities().orElseThrow().gamma()).isZero();
    assertThat(header(chunk("gAMA", ints(45954))).chromaticities().orElseThrow().gamma()).isZero();
    assertThat(header(chunk("gAMA", ints(45955))).chromaticities().orElseThrow().gamma())
        .isEqualTo(100_000.0 / 45_955);
  }

  @Test
  void shouldReadAPacketAndAProfileOfOneByte() {
    byte[] packet = chunk("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0x"));
    byte[] none = chunk("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0"));

    assertThat(header(packet).metadata().xmp()).isEqualTo(text("x"));
    assertThat(header(none).metadata().xmp()).isNull();
    assertThat(header(chunk("iCCP", text("p\0\0"))).metadata().icc()).isEmpty();
    assertThat(header(chunk("iCCP", text("p\0\0")), chunk("tEXt", text("k\0v"))).metadata().icc())
        .as("nothing is read beyond the chunk")
        .isEmpty();
  }

  @Test
  void shouldReadPacketAndExifFromTheProfileOfAJpegSegment() {
    PngHeader header =
        header(
            raw("APP1", text("http://ns.adobe.com/xap/1.0/\0<x/>")),
            raw("APP1", text("Exif\0\0MM\0*1")),
            raw("8bim", text("8BIM\4\4\0\0\0\0\0\2ab")),
            raw("other", text("never carried")));

    Metadata found = header.metadata();

    assertThat(found.xmp()).isEqualTo(text("<x/>"));
    assertThat(found.exif()).isEqualTo(text("MM\0*1"));
    assertThat(found.photoshop()).isEqualTo(text("8BIM\4\4\0\0\0\0\0\2ab"));
    assertThat(PngWriter.isBlock(header.bytes(), header.chunks().get(1))).isTrue();
    assertThat(PngWriter.isBlock(header.bytes(), header.chunks().get(4))).isFalse();
  }

  @Test
  void shouldNotReplaceBlocksByProfilesInText() {
    PngHeader header =
        header(
            chunk("eXIf", text("MM block")),
            chunk("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0<block/>")),
            raw("exif", text("MM text")),
            raw("xmp", text("<text/>")),
            raw("app1", text("http://ns.adobe.com/xap/1.0/\0<text/>")));

    assertThat(header.metadata().exif()).isEqualTo(text("MM block"));
    assertThat(header.metadata().xmp()).isEqualTo(text("<block/>"));
  }

  @Test
  void shouldTellTheOrientationOfTheExifChunk() {
    byte[] exif =
        joined(
            text("MM\0*"),
            ints(8),
            bytes(0, 1, 1, 0x12, 0, 3),
            ints(1),
            bytes(0, 6, 0, 0),
            ints(0));

    assertThat(header(chunk("eXIf", exif)).info().orientation()).isEqualTo(6);
  }
}
