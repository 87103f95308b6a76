package io.tonework.imaging.file.jpeg;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.shorts;
import static io.tonework.imaging.file.HandMade.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegHeaderTest {
  private static final byte[] SOI = bytes(0xFF, 0xD8);
  private static final byte[] SCAN = joined(bytes(0xFF, 0xDA), shorts(2), bytes(1, 2, 0xFF, 0xD9));

  static byte[] segment(int marker, byte[]... payload) {
    byte[] content = joined(payload);
    return joined(bytes(0xFF, marker), shorts(2 + content.length), content);
  }

  /** A frame header of 640 x 480 whose components have these sampling factors. */
  static byte[] frame(int marker, int precision, int... factors) {
    byte[] components = new byte[0];
    for (int i = 0; i < factors.length; i++) {
      components = joined(components, bytes(i + 1, factors[i], 0));
    }
    return segment(marker, bytes(precision), shorts(480, 640), bytes(factors.length), components);
  }

  /** A file of three components with these segments before its frame. */
  static byte[] jpeg(byte[]... segments) {
    return joined(SOI, joined(segments), frame(0xC0, 8, 0x22, 0x11, 0x11), SCAN);
  }

  private static Metadata metadata(byte[]... segments) {
    return JpegHeader.parse(jpeg(segments)).metadata();
  }

  @ParameterizedTest
  @CsvSource({
    "0x22 0x11 0x11, true, 4:2:0",
    "0x11 0x11 0x11, false, 4:4:4",
    "0x21 0x11 0x11, false, 4:2:2",
    "0x12 0x11 0x11, false, 4:4:0",
    "0x41 0x11 0x11, false, 4:1:1",
    "0x42 0x11 0x11, true, 4:1:0",
    "0x22 0x11 0x21, false, 'one of the two halved'",
    "0x22 0x11 0x11 0x22, true, 'black is no colour'",
    "0x11, false, grey"
  })
  void shouldTellWhetherBothColoursAreHalvedBothWays(String all, boolean halved, String name) {
    int[] factors = java.util.Arrays.stream(all.split(" ")).mapToInt(Integer::decode).toArray();

    JpegHeader header = JpegHeader.parse(joined(SOI, frame(0xC0, 8, factors), SCAN));

    assertThat(header.chromaHalvedBothWays()).as(name).isEqualTo(halved);
    assertThat(header.components()).isEqualTo(factors.length);
  }

  @ParameterizedTest
  @CsvSource({"0xC0,false", "0xC1,false", "0xC2,true", "0xC9,false", "0xCA,true"})
  void shouldTellProgressiveFrames(String marker, boolean progressive) {
    byte[] file = joined(SOI, frame(Integer.decode(marker), 8, 0x11), SCAN);

    JpegHeader header = JpegHeader.parse(file);

    assertThat(header.progressive()).isEqualTo(progressive);
    assertThat(header.info(Metadata.NONE))
        .isEqualTo(new ImageInfo(ImageFormat.JPEG, 640, 480, 1, 8, 1, false, 1));
  }

  @ParameterizedTest
  @CsvSource({"0xC1,12,12 bits", "0xC3,8,SOF3", "0xC5,8,SOF5", "0xC6,8,SOF6", "0xCB,8,SOF11"})
  void shouldRefuseFramesThatNoDecoderReads(String marker, int precision, String named) {
    byte[] file = joined(SOI, frame(Integer.decode(marker), precision, 0x11), SCAN);

    JpegHeader header = JpegHeader.parse(file);

    assertThatThrownBy(() -> header.info(Metadata.NONE))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC4, 0xC8, 0xCC, 0xDB, 0xFE})
  void shouldNotTakeOtherSegmentsForTheFrame(int marker) {
    byte[] file = joined(SOI, frame(marker, 8, 0x11), SCAN);

    assertThatThrownBy(() -> JpegHeader.parse(file))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("JPEG: no frame header before the first scan");
  }

  @Test
  void shouldListEverySegmentWithItsPlaceAndPassFillBytes() {
    byte[] file =
        joined(SOI, segment(0xE0, text("JFIF")), bytes(0xFF, 0xFF), frame(0xC0, 8, 0x11), SCAN);

    JpegHeader header = JpegHeader.parse(file);

    assertThat(header.segments())
        .containsExactly(new JpegHeader.Segment(0xE0, 6, 4), new JpegHeader.Segment(0xC0, 16, 9));
    assertThat(header.scanOffset()).isEqualTo(25);
    assertThat(header.end()).isEqualTo(file.length);
  }

  @Test
  void shouldSayWhatIsWrongWithAFileThatIsCutOrMixedUp() {
    assertThatThrownBy(() -> JpegHeader.parse(joined(SOI, bytes(0xFF, 0xD9))))
        .hasMessage("JPEG: the file ends at byte 2 without a picture");
    assertThatThrownBy(() -> JpegHeader.parse(joined(SOI, bytes(0x12, 0xC0))))
        .hasMessage("JPEG: expected a marker at byte 2");
    assertThatThrownBy(() -> JpegHeader.parse(joined(SOI, bytes(0xFF, 0xE1, 0, 1))))
        .hasMessage("JPEG: a segment of 1 bytes at byte 2");
    assertThatThrownBy(() -> JpegHeader.parse(joined(SOI, bytes(0xFF, 0xE1, 0, 99, 1))))
        .hasMessage("the file ends at byte 7, but its header speaks of bytes 2 to 103");
    assertThatThrownBy(() -> JpegHeader.parse(joined(SOI, segment(0xC0, bytes(8, 0)))))
        .isInstanceOf(CorruptImage.class);
  }

  @Test
  void shouldJoinBlocksThatAreDividedAndTakeTheFirstOfThoseThatAreNot() {
    Metadata found =
        metadata(
            segment(0xE1, text("Exif\0\0first")),
            segment(0xE1, text("Exif\0\0second")),
            segment(0xE1, text("http://ns.adobe.com/xap/1.0/\0<first/>")),
            segment(0xE1, text("http://ns.adobe.com/xap/1.0/\0<second/>")),
            segment(0xED, text("Photoshop 3.0\0" + "8BIM a")),
            segment(0xED, text("Photoshop 3.0\0" + "8BIM b")),
            segment(0xE2, text("ICC_PROFILE\0\1\2half ")),
            segment(0xE2, text("ICC_PROFILE\0\2\2and half")));

    assertThat(found.exif()).isEqualTo(text("first"));
    assertThat(found.xmp()).isEqualTo(text("<first/>"));
    assertThat(found.photoshop()).isEqualTo(text("8BIM a8BIM b"));
    assertThat(found.icc()).isEqualTo(text("half and half"));
  }

  @Test
  void shouldFindNothingInSegmentsThatOnlyLookAlike() {
    Metadata found =
        metadata(
            segment(0xE1, text("Exif")),
            segment(0xE2, text("Exif\0\0here")),
            segment(0xE2, text("ICC_PROFILE\0\1\1")),
            segment(0xE1, text("Photoshop 3.0\0here")));

    assertThat(found).isEqualTo(Metadata.NONE);
  }

  private static byte[] extension(String digest, int length, int from, String part) {
    return segment(
        0xE1,
        text("http://ns.adobe.com/xmp/extension/\0" + digest),
        ints(length, from),
        text(part));
  }

  @Test
  void shouldJoinAnExtendedPacketWhoseEveryPartIsThere() {
    // Given parts out of order, beside those of another packet
    String digest = "0123456789ABCDEF0123456789ABCDEF";
    String more = "<rdf:RDF xmlns:rdf='r'><b/></rdf:RDF>";
    byte[] packet =
        segment(
            0xE1,
            text(
                "http://ns.adobe.com/xap/1.0/\0<rdf:RDF><a xmpNote:HasExtendedXMP=\""
                    + digest.toLowerCase(java.util.Locale.ROOT)
                    + "\"/></rdf:RDF>"));
    byte[] second = extension(digest, more.length(), 20, more.substring(20));
    byte[] first = extension(digest, more.length(), 0, more.substring(0, 20));
    byte[] other = extension("F".repeat(32), 3, 0, "<c>");

    // When
    byte @Nullable [] whole = metadata(packet, second, other, first).xmp();
    byte @Nullable [] lacking = metadata(packet, second, other).xmp();

    // Then
    assertThat(latin1(whole))
        .startsWith("<rdf:RDF><a ")
        .endsWith("/><b/></rdf:RDF>")
        .doesNotContain("HasExtendedXMP");
    assertThat(latin1(lacking))
        .as("as it stands when a part is missing")
        .contains("HasExtendedXMP")
        .doesNotContain("<b/>");
    assertThat(JpegHeader.parse(jpeg(packet, first, second)).hasWholeExtension()).isTrue();
    assertThat(JpegHeader.parse(jpeg(packet, first)).hasWholeExtension()).isFalse();
    assertThat(JpegHeader.parse(jpeg()).hasWholeExtension()).isFalse();
  }

  @Test
  void shouldFindTheEndBehindStuffedBytesAndFurtherSegments() {
    byte[] head = joined(SOI, frame(0xC2, 8, 0x11), bytes(0xFF, 0xDA), shorts(2));
    byte[] scans =
        joined(
            bytes(1, 0xFF, 0, 0xFF, 0xD3, 2),
            segment(0xC4, bytes(0xFF, 0xD9)), // an end marker inside a table is none
            bytes(3, 0xFF, 0xD9));

    byte[] file = joined(head, scans, text("and more"));

    assertThat(JpegHeader.parse(file).end()).isEqualTo(head.length + scans.length);
    assertThat(JpegHeader.parse(head).end()).as("without an end").isEqualTo(head.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 50, 75, 92, 100})
  void shouldTellTheQualityFromTheLuminanceTable(int quality) {
    byte[] chroma = joined(bytes(1), new byte[64]);
    byte[] table = joined(bytes(0), luminance(quality));

    JpegHeader header = JpegHeader.parse(jpeg(segment(0xDB, chroma, table)));

    assertThat(JpegQuality.estimate(header)).hasValue(quality);
  }

  @Test
  void shouldTellNoQualityWithoutATableOfEightBits() {
    byte[] wide = joined(bytes(0x10), new byte[128]);

    assertThat(JpegQuality.estimate(JpegHeader.parse(jpeg()))).isEmpty();
    assertThat(JpegQuality.estimate(JpegHeader.parse(jpeg(segment(0xDB, wide))))).isEmpty();
    assertThat(JpegQuality.estimate(JpegHeader.parse(jpeg(segment(0xDB, bytes(0, 1, 2))))))
        .as("cut short")
        .isEmpty();
  }

  /** ITU-T T.81, table K.1, scaled as libjpeg does; in any order, since its sum is what counts. */
  private static byte[] luminance(int quality) {
    List<Integer> example =
        List.of(
            16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57,
            69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55,
            64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103,
            99);
    int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    byte[] table = new byte[64];
    for (int i = 0; i < 64; i++) {
      table[i] = (byte) Math.clamp((example.get(i) * scale + 50) / 100, 1, 255);
    }
    return table;
  }

  private static String latin1(byte @Nullable [] bytes) {
    return new String(Objects.requireNonNull(bytes), ISO_8859_1);
  }
}
