package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmpRegionsTest {
  private static Carried turned(String packet, Turn turn) {
    return XmpPacket.forRendered(packet.getBytes(ISO_8859_1), turn, false, null);
  }

  private static String text(Carried carried) {
    return new String(Objects.requireNonNull(carried.block()), ISO_8859_1);
  }

  private static Turn by(int orientation) {
    return orientation >= 5 ? Turn.by(orientation, 20, 40) : Turn.by(orientation, 40, 20);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0.25,0.125,0.5,0.2", "2,0.75,0.125,0.5,0.2", "3,0.75,0.875,0.5,0.2", "4,0.25,0.875,0.5,0.2",
    "5,0.125,0.25,0.2,0.5", "6,0.875,0.25,0.2,0.5", "7,0.875,0.75,0.2,0.5", "8,0.125,0.75,0.2,0.5"
  })
  void shouldTurnAnAreaAboutItsCentre(int orientation, String x, String y, String w, String h) {
    String packet =
        "<mwg-rs:Regions><mwg-rs:AppliedToDimensions stDim:w='40' stDim:h='20'/><mwg-rs:Area"
            + " stArea:x='0.25' stArea:y='0.125' stArea:w='0.5' stArea:h='0.2'"
            + " stArea:unit='normalized'/></mwg-rs:Regions>";

    Carried carried = turned(packet, by(orientation));

    assertThat(carried.dropped()).isEmpty();
    assertThat(text(carried))
        .contains("stArea:x='%s' stArea:y='%s' stArea:w='%s' stArea:h='%s'".formatted(x, y, w, h))
        .contains(orientation >= 5 ? "stDim:w='20' stDim:h='40'" : "stDim:w='40' stDim:h='20'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|0.625, 0.25, 0.125, 0.5", "3|0.625, 0.25, 0.125, 0.5", "4|0.25, 0.25, 0.125, 0.5",
        "5|0.25, 0.25, 0.5, 0.125", "6|0.25, 0.25, 0.5, 0.125", "7|0.25, 0.625, 0.5, 0.125",
        "8|0.25, 0.625, 0.5, 0.125"
      })
  void shouldTurnARectangleByItsCorner(int orientation, String expected) {
    String packet = "<MP:RegionInfo><a MPReg:Rectangle='0.25,0.25,0.125,0.5'/></MP:RegionInfo>";

    assertThat(text(turned(packet, by(orientation)))).contains("'" + expected + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "0.1,0.2,0.3,x", "0.1,0.2,0.3,", "0.1,0.2,0.3,0.4,0.5", ""})
  void shouldNameRectanglesThatCannotBeRead(String rectangle) {
    String packet = "<MP:RegionInfo><a MPReg:Rectangle='" + rectangle + "'/></MP:RegionInfo>";

    Carried carried = turned(packet, by(3));

    assertThat(carried.dropped()).containsExactly("people tags");
    assertThat(text(carried)).isBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stArea:x='0.1'",
        "stArea:y='0.1'",
        "stArea:x='' stArea:y='0.1'",
        "stArea:x='.' stArea:y='0.1'",
        "stArea:x='0.1' stArea:y='-0.1'",
        "stArea:x='0.1' stArea:y='0.1' stArea:unit='pixel'"
      })
  void shouldNameAreasThatCannotBeTurned(String area) {
    String packet = "<mwg-rs:Regions><mwg-rs:Area " + area + "/></mwg-rs:Regions>";

    assertThat(turned(packet, by(6)).dropped()).containsExactly("face regions");
  }

  @Test
  void shouldNameRegionsOfAPictureThatWasTurnedInAnUnknownWay() {
    String packet =
        "<mwg-rs:Regions/><MP:RegionInfo/><exif:SubjectArea><rdf:li>1</rdf:li><rdf:li>1</rdf:li>"
            + "</exif:SubjectArea>";

    Carried carried = turned(packet, new Turn(1, false, true, 40, 20));

    assertThat(carried.dropped()).containsExactly("subject area", "face regions", "people tags");
    assertThat(text(carried)).isBlank();
  }

  @ParameterizedTest
  @CsvSource({
    // made for the turned picture, of the stored one, of none that is known, of a square
    "20,40,0.25",
    "40,20,0.875",
    "20,?,0.875",
    "30,30,0.875"
  })
  void shouldTellByItsSizeWhichPictureARegionWasMadeFor(String width, String height, String x) {
    String packet =
        "<mwg-rs:AppliedToDimensions stDim:w='%s' stDim:h='%s'/><mwg-rs:Area stArea:x='0.25'"
                .formatted(width, height)
            + " stArea:y='0.125'/>";

    assertThat(text(turned(packet, by(6)))).contains("stArea:x='" + x + "'");
  }

  @Test
  void shouldTurnSubjectsAndExchangeResolutions() {
    String packet =
        "<exif:SubjectArea><rdf:Seq><rdf:li>10</rdf:li><rdf:li>4</rdf:li></rdf:Seq>"
            + "</exif:SubjectArea><a tiff:XResolution='300/1' tiff:YResolution='150/1'/>";

    assertThat(text(turned(packet, by(6))))
        .contains("<rdf:li>15</rdf:li><rdf:li>10</rdf:li>")
        .contains("tiff:XResolution='150/1' tiff:YResolution='300/1'");
    assertThat(text(turned(packet, by(3))))
        .contains("<rdf:li>29</rdf:li><rdf:li>15</rdf:li>")
        .contains("tiff:XResolution='300/1' tiff:YResolution='150/1'");
  }

  @Test
  void shouldEndWhenThereAreVeryManyRegions() {
    String packet =
        "<mwg-rs:Regions>"
            + "<mwg-rs:Area>".repeat(3000)
            + "</mwg-rs:Area>".repeat(3000)
            + "</mwg-rs:Regions>";

    assertThat(turned(packet, by(6)).dropped()).containsExactly("face regions");
  }
}
