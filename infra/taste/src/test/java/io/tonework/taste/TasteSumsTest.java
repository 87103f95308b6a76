package io.tonework.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import org.junit.jupiter.api.Test;

class TasteSumsTest {
  @Test
  void shouldPreferNothingWhenNothingIsKnown() {
    // When
    TasteSums sums = new TasteSums.Builder().build(0);

    // Then
    assertThat(sums.view("portrait")).isEqualTo(TasteView.NONE);
    assertThat(sums.profile().general()).isEqualTo(Sliders.none());
    assertThat(sums.profile().byScene()).isEmpty();
  }

  @Test
  void shouldEqualTheJointGaussianPosterior() {
    // Given two judged scenes: W=6 at 12 units, W=25 at -20 units
    TasteSums sums =
        new TasteSums.Builder()
            .add("portrait", TasteAttribute.BRIGHTNESS, 6, 6 * 1_200)
            .add("night street", TasteAttribute.BRIGHTNESS, 25, 25 * -2_000)
            .build(2);

    // When
    TasteProfile profile = sums.profile();

    // Then: solve the 3x3 normal equations of (m, t1, t2) directly
    // (4+9+9)m - 9 t1 - 9 t2 = 0;  (6+9)t1 - 9m = 6*12;  (25+9)t2 - 9m = 25*(-20)
    double mean = (9 * 72.0 / 15 + 9 * -500.0 / 34) / (22 - 81.0 / 15 - 81.0 / 34);
    double portrait = (72 + 9 * mean) / 15;
    double night = (-500 + 9 * mean) / 34;
    assertThat(profile.general().get(Slider.EXPOSURE)).isCloseTo(mean, within(0.051));
    assertThat(offset(sums, "portrait")).isCloseTo(portrait, within(0.051));
    assertThat(offset(sums, "night street")).isCloseTo(night, within(0.051));
    assertThat(profile.byScene()).containsOnlyKeys("night street", "portrait");
  }

  @Test
  void shouldGiveTheGeneralOffsetWhenASceneWasNeverJudged() {
    // Given
    TasteSums sums =
        new TasteSums.Builder().add("portrait", TasteAttribute.CONTRAST, 25, 25 * 2_000).build(1);

    // Then
    assertThat(sums.view("never seen"))
        .isEqualTo(new TasteView(1, sums.profile().general()))
        .isNotEqualTo(sums.view("portrait"));
  }

  @Test
  void shouldNeverGoBeyondTheLargestOffset() {
    // Given
    TasteSums sums =
        new TasteSums.Builder()
            .add("portrait", TasteAttribute.BRIGHTNESS, 1_000_000, 1_000_000L * 10_000)
            .build(1);

    // Then
    assertThat(offset(sums, "portrait")).isEqualTo(TasteSums.MAX_OFFSET);
  }

  private static double offset(TasteSums sums, String scene) {
    return sums.view(scene).offset().get(Slider.EXPOSURE);
  }
}
