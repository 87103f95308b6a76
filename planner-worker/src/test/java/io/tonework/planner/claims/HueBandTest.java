package io.tonework.planner.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HueBandTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, RED",
    "1, 0.5, 0, ORANGE",
    "1, 1, 0, YELLOW",
    "0, 1, 0, GREEN",
    "0, 1, 1, AQUA",
    "0, 0, 1, BLUE",
    "0.55, 0, 1, PURPLE",
    "1, 0, 0.8, MAGENTA",
    "1, 0, 0.1, RED"
  })
  void shouldNameTheColour(float r, float g, float b, HueBand band) {
    assertThat(HueBand.of(r, g, b)).isEqualTo(band);
    assertThat(HueBand.of(255 * r, 255 * g, 255 * b)).as("in any scale").isEqualTo(band);
  }

  @Test
  void shouldReachHalfWayToTheNeighbours() {
    assertThat(HueBand.ofDegrees(89)).isEqualTo(HueBand.YELLOW);
    assertThat(HueBand.ofDegrees(91)).isEqualTo(HueBand.GREEN);
    assertThat(HueBand.ofDegrees(337)).isEqualTo(HueBand.MAGENTA);
    assertThat(HueBand.ofDegrees(338)).isEqualTo(HueBand.RED);
    assertThat(HueBand.ofDegrees(-22)).isEqualTo(HueBand.RED);
  }

  @Property(tries = 300)
  void shouldNotDependOnWholeCircles(@ForAll @DoubleRange(min = -180, max = 180) double degrees) {
    assertThat(HueBand.ofDegrees(degrees + 360)).isEqualTo(HueBand.ofDegrees(degrees));
    assertThat(HueBand.ofDegrees(degrees - 360)).isEqualTo(HueBand.ofDegrees(degrees));
  }

  @Property(tries = 300)
  void shouldTurnTheShorterWayAndBack(
      @ForAll @DoubleRange(min = -360, max = 360) double from,
      @ForAll @DoubleRange(min = -360, max = 360) double to) {
    // When
    double turn = HueBand.turn(from, to);
    // Then
    assertThat(turn).isBetween(-180.0, 180.0);
    assertThat(HueBand.turn(from, from + turn)).isCloseTo(turn, within(1e-9));
    assertThat(Math.abs(HueBand.turn(to, from))).isCloseTo(Math.abs(turn), within(1e-9));
    assertThat(Math.IEEEremainder(from + turn - to, 360)).isCloseTo(0, within(1e-9));
  }

  @Property(tries = 300)
  void shouldKeepTheAngleWhenGreyIsAdded(
      @ForAll @FloatRange(max = 1) float r,
      @ForAll @FloatRange(max = 1) float g,
      @ForAll @FloatRange(max = 1) float b) {
    // Given
    Assume.that(Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) > 0.05);
    // When
    double turn = HueBand.turn(HueBand.degrees(r, g, b), HueBand.degrees(r + 1, g + 1, b + 1));
    // Then
    assertThat(turn).isCloseTo(0, within(1e-3));
  }

  @ParameterizedTest
  @EnumSource(HueBand.class)
  void shouldComeBackFromItsNeighbours(HueBand band) {
    assertThat(band.neighbour(Direction.UP).neighbour(Direction.DOWN)).isEqualTo(band);
    assertThat(band.neighbour(Direction.UP)).isNotEqualTo(band.neighbour(Direction.DOWN));
    assertThat(band.plural()).isEqualTo(band.word() + "s");
  }

  @Test
  void shouldCloseTheCircle() {
    assertThat(HueBand.MAGENTA.neighbour(Direction.UP)).isEqualTo(HueBand.RED);
    assertThat(HueBand.RED.neighbour(Direction.DOWN)).isEqualTo(HueBand.MAGENTA);
  }

  /** What is measured may always be said in its own words, and never the other way round. */
  @Property(tries = 500)
  void shouldBearOutItsOwnWordsOnly(
      @ForAll Aspect aspect, @ForAll @DoubleRange(min = -40, max = 40) double change) {
    // Given
    HueBand hue = aspect.isOfOneHue() ? HueBand.GREEN : null;
    MeasuredClaim measured = MeasuredClaim.of(aspect, hue, change);
    Subject subject = new Subject(aspect, hue);
    // When
    // Then
    assertThat(measured.bearsOut(new Claim(subject, measured.direction(), measured.size())))
        .isTrue();
    for (Direction other : Direction.values()) {
      assertThat(measured.bearsOut(new Claim(subject, other)))
          .isEqualTo(other == measured.direction());
    }
    assertThat(measured.moves()).isEqualTo(Math.abs(change) >= aspect.slight());
    MeasuredClaim mirrored = MeasuredClaim.of(aspect, hue, -change);
    assertThat(mirrored.size()).isEqualTo(measured.size());
    assertThat(mirrored.weight()).isEqualTo(measured.weight());
  }
}
