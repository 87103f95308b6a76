package io.tonework.imaging.file.metadata;

import static io.tonework.imaging.file.HandMade.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedXmpTest {
  private static final String DIGEST = "0123456789ABCDEF0123456789ABCDEF";
  private static final String OPEN =
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
          + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">";
  private static final String CLOSE = "</rdf:RDF></x:xmpmeta>";
  private static final String FIRST = "<rdf:Description a:one=\"1\"/>";

  /** It has another inside. */
  private static final String SECOND =
      "<rdf:Description><b:two><rdf:Description c:three=\"3\"/>"
          + "<rdf:Description>four</rdf:Description></b:two></rdf:Description>";

  private static String note(String digest) {
    return "<rdf:Description rdf:about=\"\" xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\""
        + " xmpNote:HasExtendedXMP=\""
        + digest
        + "\"/>";
  }

  private static Optional<String> joined(String packet, String extension) {
    return ExtendedXmp.joined(text(packet), text(extension))
        .map(whole -> new String(whole, ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a xmpNote:HasExtendedXMP=\"0123456789abcdef0123456789ABCDEF\"/>",
        "<a xmpNote:HasExtendedXMP = '0123456789ABCDEF0123456789ABCDEF'/>",
        "<xmpNote:HasExtendedXMP>\n0123456789abcdef0123456789abcdef </xmpNote:HasExtendedXMP>"
      })
  void shouldReadTheDigestAsAttributeAndAsElement(String packet) {
    assertThat(ExtendedXmp.digestIn(text(packet))).hasValue(DIGEST);
  }

  @Test
  void shouldReadNoDigestThatIsTooShort() {
    assertThat(ExtendedXmp.digestIn(text("<a xmpNote:HasExtendedXMP=\"0123\"/>"))).isEmpty();
  }

  @Test
  void shouldPutThePropertiesOfTheExtensionBehindThoseOfThePacket() {
    String named = "xmpNote:HasExtendedXMP=\"" + DIGEST + "\"";

    assertThat(joined(OPEN + "<a " + named + "/>" + CLOSE, OPEN + SECOND + CLOSE))
        .hasValue(OPEN + "<a " + " ".repeat(named.length()) + "/>" + SECOND + CLOSE);
    assertThat(joined(OPEN + FIRST + CLOSE, OPEN + CLOSE)).hasValue(OPEN + FIRST + CLOSE);
  }

  @Test
  void shouldJoinAPacketThatBeginsWithItsEnd() {
    assertThat(joined(CLOSE, OPEN + SECOND + CLOSE)).hasValue(SECOND + CLOSE);
  }

  @Test
  void shouldNotJoinWhatIsNotUnderstood() {
    assertThat(joined(OPEN + CLOSE, "no extension")).isEmpty();
    assertThat(joined(OPEN + CLOSE, OPEN + SECOND)).isEmpty();
    assertThat(joined(OPEN + CLOSE, CLOSE + OPEN)).isEmpty();
    assertThat(joined("no packet", OPEN + SECOND + CLOSE)).isEmpty();
    assertThat(joined(OPEN + CLOSE, "<rdf:RDF xmlns:rdf='r' xmlns:b='b'>" + SECOND + CLOSE))
        .as("a namespace that would be lost")
        .isEmpty();
  }

  @Test
  void shouldLeaveAPacketAsItIsWhenItFits() {
    String packet = OPEN + FIRST + CLOSE + "   <?xpacket end='w'?>";

    assertThat(ExtendedXmp.of(text(packet), packet.length()))
        .isEqualTo(new ExtendedXmp(packet, "", ""));
  }

  @Test
  void shouldGiveUpPaddingBeforeItDivides() {
    String bare = OPEN + FIRST + CLOSE;
    byte[] padded = text(bare + " ".repeat(100) + "<?xpacket end='w'?>");
    String without = bare + "<?xpacket end='w'?>";

    assertThat(ExtendedXmp.of(padded, without.length()))
        .isEqualTo(new ExtendedXmp(without, "", ""));
  }

  @Test
  void shouldNotDivideWhatIsNotUnderstood() {
    String noRdf = "x".repeat(2000);
    String noEnd = OPEN + noRdf;
    String wrongWay = CLOSE + OPEN + noRdf;

    for (String packet : new String[] {noRdf, noEnd, wrongWay}) {
      assertThat(ExtendedXmp.of(text(packet), 100)).isEqualTo(new ExtendedXmp(packet, "", ""));
    }
  }

  @Test
  void shouldKeepAsManyWholeDescriptionsAsFit() {
    // Given two descriptions and room for the first, for the second, and for neither
    String packet = OPEN + FIRST + SECOND + "x".repeat(2000) + CLOSE;
    int around = OPEN.length() + note(DIGEST).length() + CLOSE.length();

    ExtendedXmp first = ExtendedXmp.of(text(packet), around + FIRST.length());
    ExtendedXmp neither = ExtendedXmp.of(text(packet), around + FIRST.length() - 1);
    ExtendedXmp both = ExtendedXmp.of(text(packet), around + FIRST.length() + SECOND.length());

    assertThat(first.packet()).isEqualTo(OPEN + FIRST + note(first.digest()) + CLOSE);
    assertThat(first.extension()).isEqualTo(OPEN + SECOND + CLOSE);
    assertThat(neither.packet()).isEqualTo(OPEN + note(neither.digest()) + CLOSE);
    assertThat(neither.extension()).isEqualTo(OPEN + FIRST + SECOND + CLOSE);
    assertThat(both.packet()).isEqualTo(OPEN + FIRST + SECOND + note(both.digest()) + CLOSE);
    assertThat(both.extension()).isEqualTo(OPEN + CLOSE);
    assertThat(both.digest()).as("MD5").matches("[0-9A-F]{32}");
  }

  @Test
  void shouldNotTakeDescriptionsBehindTheEnd() {
    String packet = OPEN + FIRST + CLOSE + SECOND + "x".repeat(2000);

    assertThat(ExtendedXmp.of(text(packet), 10).extension()).isEqualTo(OPEN + FIRST + CLOSE);
  }
}
