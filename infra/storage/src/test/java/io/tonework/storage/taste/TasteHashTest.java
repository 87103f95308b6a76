package io.tonework.storage.taste;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.TasteAttribute;
import io.tonework.taste.TasteSums;
import io.tonework.taste.TasteView;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TasteHashTest {
  @Test
  void shouldReadTheFieldsThatEarlierBuildsWrote() {
    // Given
    Map<String, String> hash =
        Map.of(
            "BRIGHTNESS@night+street#weight", "25",
            "BRIGHTNESS@night+street#shift", "-50000",
            "TINT@portrait%231#weight", "6",
            "TINT@portrait%231#shift", "7200",
            "#verdicts", "2");

    // When
    TasteSums sums = TasteHash.read(hash);

    // Then
    assertThat(sums.profile())
        .isEqualTo(
            new TasteSums.Builder()
                .add("night street", TasteAttribute.BRIGHTNESS, 25, -50_000)
                .add("portrait#1", TasteAttribute.TINT, 6, 7_200)
                .build(2)
                .profile());
  }

  @Test
  void shouldNameFieldsThatItReads() {
    // Given
    String scene = "a@b #shift";
    String field = TasteHash.field(scene, TasteAttribute.CONTRAST);

    // When
    TasteSums sums =
        TasteHash.read(
            Map.of(field + "#weight", "25", field + "#shift", "50000", "#verdicts", "1"));

    // Then
    assertThat(sums.profile().byScene()).containsOnlyKeys(scene);
  }

  @Test
  void shouldKnowNothingWhenTheHashIsNotThere() {
    assertThat(TasteHash.read(Map.of()).view("portrait")).isEqualTo(TasteView.NONE);
  }
}
