package io.tonework.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TasteSumsTest {
  @Test
  void shouldPreferNothingWhenNothingIsKnown() {
    // When
    TasteSums sums = TasteSums.read(Map.of());

    // Then
    assertThat(sums.verdicts()).isZero();
    assertThat(sums.forScene("portrait")).isEqualTo(Sliders.none());
    assertThat(sums.profile().byScene()).isEmpty();
  }

  @Test
  void shouldEqualTheJointGaussianPosterior() {
    // Given two judged scenes: W=6 at 12 units, W=25 at -20 units
    Map<String, String> hash = new HashMap<>();
    put(hash, "portrait", 6, 6 * 1_200);
    put(hash, "night street", 25, 25 * -2_000);

    // When
    TasteSums sums = TasteSums.read(hash);

    // Then: solve the 3x3 normal equations of (m, t1, t2) directly
    // (4+9+9)m - 9 t1 - 9 t2 = 0;  (6+9)t1 - 9m = 6*12;  (25+9)t2 - 9m = 25*(-20)
    double mean = (9 * 72.0 / 15 + 9 * -500.0 / 34) / (22 - 81.0 / 15 - 81.0 / 34);
    double portrait = (72 + 9 * mean) / 15;
    double night = (-500 + 9 * mean) / 34;
    assertThat(sums.general().get(Slider.EXPOSURE)).isCloseTo(mean, within(0.051));
    assertThat(sums.forScene("portrait").get(Slider.EXPOSURE)).isCloseTo(portrait, within(0.051));
    assertThat(sums.forScene("night street").get(Slider.EXPOSURE)).isCloseTo(night, within(0.051));
    assertThat(sums.forScene("never seen")).isEqualTo(sums.general());
  }

  @Test
  void shouldNeverGoBeyondTheLargestOffset() {
    // Given
    Map<String, String> hash = new HashMap<>();
    put(hash, "portrait", 1_000_000, 1_000_000L * 10_000);

    // Then
    assertThat(TasteSums.read(hash).forScene("portrait").get(Slider.EXPOSURE))
        .isEqualTo(TasteSums.MAX_OFFSET);
  }

  private static void put(Map<String, String> hash, String scene, long weight, long shift) {
    String field = TasteSums.field(scene, TasteAttribute.BRIGHTNESS);
    hash.put(field + "#weight", Long.toString(weight));
    hash.put(field + "#shift", Long.toString(shift));
    hash.merge("#verdicts", "1", (have, one) -> Integer.toString(Integer.parseInt(have) + 1));
  }
}
