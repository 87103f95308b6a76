package io.tonework.planner.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.2, 'dark,flat,dull_white'",
    "0.8, 0.99, 'bright,flat,grey_black'",
    "0, 1, 'blocked_shadows,blown_highlights,harsh'",
    "0.02, 0.98, balanced_light"
  })
  void shouldHoldByItsRowOfTheTable(float darkest, float brightest, String facts) {
    // Given
    Observation photo = ramp(darkest, brightest);
    // When
    // Then
    assertThat(Fact.names(Fact.Part.LIGHT, photo)).containsExactlyInAnyOrder(facts.split(",", -1));
    assertThat(Fact.names(Fact.Part.COLOUR, photo)).containsExactly("black_and_white");
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.45, 0.4, cast:warm",
    "0.4, 0.45, 0.5, cast:cool",
    "0.48, 0.45, 0.48, cast:magenta",
    "0.45, 0.48, 0.45, cast:green"
  })
  void shouldNameTheCastOverWhatShouldBeGrey(float r, float g, float b, String cast) {
    // When
    Observation photo = Observation.ofPlaces(new float[] {r, g, b, r, g, b});
    // Then
    assertThat(Fact.names(Fact.Part.COLOUR, photo)).contains(cast);
  }

  private static Observation ramp(float from, float to) {
    float[] rgb = new float[300];
    for (int i = 0; i < 100; i++) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, from + (to - from) * i / 99);
    }
    return Observation.ofPlaces(rgb);
  }
}
