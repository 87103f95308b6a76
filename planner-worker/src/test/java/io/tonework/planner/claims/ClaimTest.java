package io.tonework.planner.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"lightness:up", "tint:same", "hue_turn@green:down", "hue_lightness@red:up:slight"})
  void shouldBeSpeltAsItWasRead(String text) {
    assertThat(Claim.parse(text)).hasToString(text);
  }

  @Test
  void shouldNameAspectColourDirectionAndSize() {
    // When
    Claim claim = Claim.parse("hue_colourfulness@aqua:down:strong");
    // Then
    assertThat(claim.subject()).isEqualTo(new Subject(Aspect.HUE_COLOURFULNESS, HueBand.AQUA));
    assertThat(claim.direction()).isEqualTo(Direction.DOWN);
    assertThat(claim.size()).isEqualTo(Size.STRONG);
  }

  @ParameterizedTest
  @CsvSource({
    "lightness, aspect[@hue]:direction[:size]",
    "lightness:up:slight:very, aspect[@hue]:direction[:size]",
    "glow:up, 'glow'",
    "hue_turn@grey:up, 'grey'",
    "lightness:sideways, 'sideways'",
    "lightness:up:huge, 'huge'",
    "hue_turn:up, must name its colour",
    "warmth@red:up, has no colour"
  })
  void shouldSayWhatIsWrongWithATextThatIsNoClaim(String text, String fault) {
    assertThatThrownBy(() -> Claim.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault.replace("''", "'"));
  }

  @ParameterizedTest
  @CsvSource({
    "lightness:up:slight, 4.3, true",
    "lightness:up:slight, 4.4, false",
    "lightness:up:clear, 2.8, true",
    "lightness:up:clear, 2.7, false",
    "lightness:up, 30, true",
    "lightness:up, -2, false",
    "lightness:same, 0.9, true",
    "lightness:same, 1, false",
    "lightness:down:strong, -7.2, true"
  })
  void shouldBeBorneOutWithinAFifthOfItsSize(String text, double change, boolean isTrue) {
    // Given
    Claim claim = Claim.parse(text);
    // When
    boolean holds = MeasuredClaim.of(claim.aspect(), change).bearsOut(claim);
    // Then
    assertThat(holds).isEqualTo(isTrue);
  }
}
