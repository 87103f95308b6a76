package io.tonework.standalone.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.lattice.RgbFunction;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {
  @Test
  void shouldFindWhatTheResidualsWereMadeOf() {
    // Given: three parameters, five residuals of 2, -1 and 0.5 of them
    double[][] jacobian = {{1, 0, 2, 0, 1}, {0, 1, 1, 0, 2}, {3, 0, 0, 1, 1}};
    double[] residual = new double[5];
    for (int i = 0; i < 5; i++) {
      residual[i] = 2 * jacobian[0][i] - jacobian[1][i] + 0.5 * jacobian[2][i];
    }
    // When
    double[] x = NormalEquations.solve(jacobian, residual, 1e-12, 1e-12);
    // Then
    assertThat(x[0]).isCloseTo(2, within(1e-6));
    assertThat(x[1]).isCloseTo(-1, within(1e-6));
    assertThat(x[2]).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void shouldLeaveAParameterAloneOnWhichNothingDepends() {
    // Given
    double[][] jacobian = {{1, 2}, {0, 0}};
    // When
    double[] x = NormalEquations.solve(jacobian, new double[] {1, 2}, 1e-9, 1e-9);
    double[] nothing = NormalEquations.solve(new double[][] {{0, 0}}, new double[] {1, 2}, 1, 1);
    // Then
    assertThat(x[0]).isCloseTo(1, within(1e-6));
    assertThat(x[1]).isZero();
    assertThat(nothing[0]).isZero();
  }

  /** The answer solves the equation that the method's comment states, whatever the Jacobian. */
  @Property(tries = 200)
  void shouldSolveTheDampedEquations(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int parameters,
      @ForAll @IntRange(min = 1, max = 12) int residuals) {
    // Given
    Random random = new Random(seed);
    double[][] jacobian = new double[parameters][residuals];
    double[] residual = new double[residuals];
    for (int r = 0; r < residuals; r++) {
      residual[r] = random.nextGaussian();
      for (int p = 0; p < parameters; p++) {
        jacobian[p][r] = random.nextGaussian();
      }
    }
    double damping = 0.1 + random.nextDouble();
    double ridge = 0.01 + random.nextDouble();
    // When
    double[] x = NormalEquations.solve(jacobian, residual, damping, ridge);
    // Then
    double trace = 0;
    for (double[] row : jacobian) {
      trace += dot(row, row);
    }
    for (int i = 0; i < parameters; i++) {
      double left = (damping * dot(jacobian[i], jacobian[i]) + ridge * trace / parameters) * x[i];
      for (int j = 0; j < parameters; j++) {
        left += dot(jacobian[i], jacobian[j]) * x[j];
      }
      assertThat(left).isCloseTo(dot(jacobian[i], residual), within(1e-6));
    }
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** A map of two sliders: a gamma by exposure, and blue against red by temperature. */
  private static RgbFunction map(Sliders sliders) {
    double power = Math.exp(-sliders.get(Slider.EXPOSURE) / 100);
    float warmth = (float) (0.1 * sliders.get(Slider.TEMPERATURE) / 100);
    return (rgb, out, points) -> {
      for (int i = 0; i < points * 3; i++) {
        float shift = i % 3 == 0 ? warmth : i % 3 == 2 ? -warmth : 0;
        out[i] = (float) Math.pow(rgb[i], power) + shift;
      }
    };
  }

  @Test
  void shouldFindTheSlidersOfAMapThatSlidersMade() {
    // Given
    Sliders wanted = Sliders.of(Map.of(Slider.EXPOSURE, 40.0, Slider.TEMPERATURE, -30.0));
    // When
    Sliders found = new SliderFit(NormalEquationsTest::map, map(wanted)).from(Sliders.none());
    // Then
    assertThat(found.get(Slider.EXPOSURE)).isCloseTo(40, within(1.0));
    assertThat(found.get(Slider.TEMPERATURE)).isCloseTo(-30, within(1.0));
    assertThat(found.get(Slider.CONTRAST)).as("it does nothing").isZero();
    FitError error = FitError.between(map(found), map(wanted));
    assertThat(error.p95()).isLessThan(0.5);
    assertThat(error.toString()).startsWith("dE00 mean 0.").contains("35,937 colours");
  }

  @Test
  void shouldStayInsideTheRangeWhenTheTargetLiesOutside() {
    // Given: as dark as exposure -300 would be
    RgbFunction target =
        (rgb, out, points) -> {
          for (int i = 0; i < points * 3; i++) {
            out[i] = (float) Math.pow(rgb[i], Math.exp(3));
          }
        };
    // When
    Sliders found = new SliderFit(NormalEquationsTest::map, target).from(Sliders.none());
    // Then
    assertThat(found.get(Slider.EXPOSURE)).isCloseTo(-100, within(1e-3));
  }

  @Test
  void shouldMeasureNoDifferenceBetweenAMapAndItself() {
    // Given
    RgbFunction same = map(Sliders.none());
    RgbFunction warm = map(Sliders.of(Map.of(Slider.TEMPERATURE, 50.0)));
    // When
    FitError none = FitError.between(same, same);
    FitError some = FitError.between(warm, same);
    // Then
    assertThat(none.max()).isZero();
    assertThat(some.mean()).isPositive();
    assertThat(some.mean()).isLessThanOrEqualTo(some.p95());
    assertThat(some.p95()).isLessThanOrEqualTo(some.max());
  }
}
