package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmpPositionsTest {
  private static String without(String packet) {
    Turn none = Turn.by(1, 30, 20);
    Carried carried = XmpPacket.forRendered(packet.getBytes(ISO_8859_1), none, true, null);
    return new String(Objects.requireNonNull(carried.block()), ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a:GPSLatitude>x</a:GPSLatitude>",
        "<a:FlightLongitude>x</a:FlightLongitude>",
        "<a:RelativeAltitude>x</a:RelativeAltitude>",
        "<a:City>x</a:City>",
        "<photoshop:State>x</photoshop:State>",
        "<Iptc4xmpExt:LocationShown><b/></Iptc4xmpExt:LocationShown>",
        "<geo:long>x</geo:long>",
        "<xmpDM:shotLocation>x</xmpDM:shotLocation>",
        "<a:position>48.2082, 16.3738</a:position>",
        "<a:plusCode>x</a:plusCode>"
      })
  void shouldRemoveWhatTellsWhere(String property) {
    assertThat(without("<r>" + property + "</r>"))
        .isEqualTo("<r>" + " ".repeat(property.length()) + "</r>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a:State>x</a:State>",
        "<a:position>left</a:position>",
        "<Iptc4xmpCore:CiAdrCity>Wien</Iptc4xmpCore:CiAdrCity>",
        "<dc:title>Wien</dc:title>",
        "<MPReg:Rectangle>0.276647, 0.351098, 0.119913, 0.186693</MPReg:Rectangle>",
        "<crs:Dabs><rdf:li>d 0.500000 0.345000</rdf:li></crs:Dabs>"
      })
  void shouldKeepAllElse(String property) {
    assertThat(without("<r>" + property + "</r>")).contains(property);
  }

  @Test
  void shouldRemoveTheTextsThatGiveCoordinatesAndNoOthers() {
    String packet =
        "<dc:subject><rdf:Bag><rdf:li>castle</rdf:li><rdf:li>geo:lat=48.2</rdf:li></rdf:Bag>"
            + "</dc:subject>";

    assertThat(without(packet)).contains("castle").doesNotContain("48.2");
    assertThat(without("<a:spots><rdf:Bag><rdf:li>48.2082, 16.3738</rdf:li></rdf:Bag></a:spots>"))
        .doesNotContain("48.2");
    assertThat(without("<a dc:title='48.2082, 16.3738'/>")).doesNotContain("48.2");
  }
}
