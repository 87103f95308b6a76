package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmpPacketTest {
  private static byte[] packet(String properties) {
    return ("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>"
            + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
            + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            + "<rdf:Description rdf:about=\"uuid:1\" xmp:Rating=\"4\">"
            + properties
            + "</rdf:Description></rdf:RDF></x:xmpmeta>"
            + " ".repeat(400)
            + "<?xpacket end='w'?>")
        .getBytes(ISO_8859_1);
  }

  private static String rendered(byte[] packet, boolean stripGps) {
    return rendered(packet, stripGps, "Tonework");
  }

  private static String rendered(
      byte[] packet, boolean withoutPosition, @Nullable String software) {
    Carried carried = XmpPacket.forRendered(packet, Turn.by(6, 30, 20), withoutPosition, software);
    return new String(Objects.requireNonNull(carried.block()), ISO_8859_1);
  }

  @Test
  void shouldAddOneEntryWhenThereIsNoHistory() {
    String once = rendered(packet(""), false);
    String twice = rendered(once.getBytes(ISO_8859_1), false);

    assertThat(once)
        .contains(
            "<xmpMM:History><rdf:Seq><rdf:li", "softwareAgent=\"Tonework\"", "about=\"uuid:1\"");
    assertThat(twice).isEqualTo(once);
    assertThat(once).as("padding makes room").hasSize(packet("").length);
  }

  @Test
  void shouldAppendWhenThereIsAHistory() {
    String before =
        "<xmpMM:History>\n<rdf:Seq>\n<rdf:li stEvt:action=\"created\"/>\n</rdf:Seq></xmpMM:History>";

    String after = rendered(packet(before), false);

    assertThat(after.split("xmpMM:History", -1)).hasSize(3);
    assertThat(after.indexOf("created")).isLessThan(after.indexOf("edited"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<exif:GPSLatitude>48,12.5N</exif:GPSLatitude>",
        "<drone-dji:GpsLatitude>+48.2</drone-dji:GpsLatitude>",
        "<exif:GPSMapDatum rdf:resource='48.2'/>",
        "<rdf:li exif:GPSLongitude='48.2E' Camera:GpsAltitude=\"48.2\"/>"
      })
  void shouldRemoveThePositionWhenAskedTo(String position) {
    assertThat(rendered(packet(position), true)).doesNotContain("48").contains("Rating=\"4\"");
    assertThat(rendered(packet(position), false)).contains(position);
  }

  @Test
  void shouldForgetOtherPartsOfTheFileWhenTheyAreNotCarried() {
    byte[] packet =
        packet(
            "<hdrgm:Version>1.0</hdrgm:Version><Container:Directory><rdf:Seq/>"
                + "</Container:Directory><xmp:Thumbnails>AAAA</xmp:Thumbnails>"
                + "<exif:PixelXDimension>4000</exif:PixelXDimension>");

    assertThat(XmpPacket.dropped(packet)).containsExactly("gain map");
    assertThat(rendered(packet, false))
        .doesNotContain("hdrgm", "Directory", "AAAA")
        .contains("<exif:PixelXDimension>30<");
  }

  @Test
  void shouldComeBackWholeWhenItIsTooLargeForOneSegment() {
    // Given two descriptions of which only the first fits
    String large = "<a:b>" + "x".repeat(70_000) + "</a:b>";
    String text =
        new String(packet(""), ISO_8859_1)
            .replace(
                "</rdf:RDF>",
                "<rdf:Description rdf:about=\"\">" + large + "</rdf:Description></rdf:RDF>");

    // When
    ExtendedXmp divided = ExtendedXmp.of(text.getBytes(ISO_8859_1), 60_000);
    byte[] joined =
        ExtendedXmp.joined(
                divided.packet().getBytes(ISO_8859_1), divided.extension().getBytes(ISO_8859_1))
            .orElseThrow();

    // Then
    assertThat(divided.packet()).hasSizeLessThan(60_000).contains("Rating", divided.digest());
    assertThat(divided.extension()).contains(large).doesNotContain("Rating");
    assertThat(ExtendedXmp.digestIn(divided.packet().getBytes(ISO_8859_1)))
        .contains(divided.digest());
    assertThat(new String(joined, ISO_8859_1))
        .contains("Rating", large)
        .doesNotContain("HasExtendedXMP");
  }

  @Test
  void shouldStateOrientationAndSizeAnewAndNothingElse() {
    String before =
        "<a tiff:Orientation=\"6\" exif:PixelYDimension = '3000' tiff:ImageWidth=\"4000\"/>"
            + "<tiff:Orientation> 8</tiff:Orientation><tiff:ImageLength>3000</tiff:ImageLength>"
            + "<exif:PixelXDimension>4000</exif:PixelXDimension><b:Width>4000</b:Width>";
    String after =
        "<a tiff:Orientation=\"1\" exif:PixelYDimension = '20' tiff:ImageWidth=\"30\"/>"
            + "<tiff:Orientation> 1</tiff:Orientation><tiff:ImageLength>20</tiff:ImageLength>"
            + "<exif:PixelXDimension>30</exif:PixelXDimension><b:Width>4000</b:Width>";

    String found = rendered(before.getBytes(ISO_8859_1), true, null);

    assertThat(found).isEqualTo(after);
  }

  @Test
  void shouldBlankWhatItRemovesByteForByte() {
    String gone = "<xmp:Thumbnails>$1 AAAA</xmp:Thumbnails>";
    String before = "<a>" + gone + "</a>";

    String found = rendered(before.getBytes(ISO_8859_1), false, null);

    assertThat(found).isEqualTo("<a>" + " ".repeat(gone.length()) + "</a>");
  }

  @Test
  void shouldWriteAnEntryWithoutPaddingAndWithoutAnId() {
    String before = "<rdf:RDF><b:c/></rdf:RDF>";

    String found = rendered(before.getBytes(ISO_8859_1), false, "a \"b\" <c> & d");

    assertThat(found)
        .isEqualTo(
            "<rdf:RDF><b:c/><rdf:Description rdf:about=\"\""
                + " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"><xmpMM:History><rdf:Seq>"
                + "<rdf:li xmlns:stEvt=\"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#\""
                + " stEvt:action=\"edited\" stEvt:softwareAgent=\"a &quot;b&quot; &lt;c> &amp; d\""
                + " stEvt:changed=\"/content\"/></rdf:Seq></xmpMM:History></rdf:Description>"
                + "</rdf:RDF>");
  }

  @Test
  void shouldLeaveTextAloneThatIsNoPacket() {
    assertThat(rendered("no packet at all".getBytes(ISO_8859_1), true))
        .isEqualTo("no packet at all");
    assertThat(XmpPacket.dropped("no packet at all".getBytes(ISO_8859_1))).isEmpty();
    assertThat(XmpPacket.dropped(packet("<GCamera:MotionPhoto>1</GCamera:MotionPhoto>")))
        .containsExactly("motion photo");
  }

  @Test
  void shouldKeepOneBlankOfPaddingThatIsTooShort() {
    String before = "<rdf:RDF></rdf:RDF>  <?xpacket end='w'?>";

    assertThat(rendered(before.getBytes(ISO_8859_1), false))
        .endsWith("</rdf:Description></rdf:RDF> <?xpacket end='w'?>");
  }
}
