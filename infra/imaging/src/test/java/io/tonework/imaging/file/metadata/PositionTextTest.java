package io.tonework.imaging.file.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "48.2082, 16.3738",
        "at -33.8568;151.2153",
        "48.2082N 16.3738E",
        "48.2082° N, 16.3738° E",
        "48°12'30\" N",
        "48 deg 12' 30.00\" N",
        "geo:48.2,16.4",
        "geo:lat=48.2",
        "GPS: 48",
        "GPSLatitude 48",
        "lat=48.2 lng=16.3",
        "Latitude: 48.2",
        "+48.2082+016.3738/"
      })
  void shouldFindCoordinates(String text) {
    assertThat(PositionText.isIn(text)).isTrue();
    assertThat(PositionText.isIn("Castle, " + text + " in spring")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A castle in spring, f/2.8, 1/250 s, ISO 100",
        "2024:01:02 03:04:05",
        "exposure 0.004, aperture 2.8",
        "version 3.1.4, build 20.12",
        "turned by 90 deg twice",
        "3.14159",
        "no gps here"
      })
  void shouldTakeNothingElseForCoordinates(String text) {
    assertThat(PositionText.isIn(text)).isFalse();
  }

  @Test
  void shouldLookAtTheBeginningOfLongTextsOnly() {
    assertThat(PositionText.isIn(" ".repeat(70_000) + "48.2082, 16.3738")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exif:GPSLatitude",
        "Location",
        "Sublocation",
        "City",
        "photoshop:State",
        "country"
      })
  void shouldKnowTheNamesOfPositions(String keyword) {
    assertThat(PositionText.isNamedBy(keyword)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Title", "Description", "Capacity", "Statement", "Creation Time"})
  void shouldNotTakeOtherNamesForPositions(String keyword) {
    assertThat(PositionText.isNamedBy(keyword)).isFalse();
  }
}
