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
        "+48.2082+016.3738/",
        "N48 12 30.5 E16 22 25.7",
        "N 48:12.5, E 16:22.4",
        "48 12 30.5 N, 16 22 25.7 E",
        "48:12:30N 16:22:25E",
        "8FWR6995+7G"
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
        "no gps here",
        "N95 masks, E10 fuel",
        "12:30 News, 13:45 Evening",
        "at 10:30 S 11:15 East hall",
        "page 12 34 N",
        "ABCDEFGH+IJ"
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
        "geo:lat",
        "geohash",
        "Lon",
        "country"
      })
  void shouldKnowTheNamesOfPositions(String keyword) {
    assertThat(PositionText.isNamedBy(keyword)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Title",
        "Description",
        "Capacity",
        "Statement",
        "Creation Time",
        "Geometry",
        "Flat"
      })
  void shouldNotTakeOtherNamesForPositions(String keyword) {
    assertThat(PositionText.isNamedBy(keyword)).isFalse();
  }
}
