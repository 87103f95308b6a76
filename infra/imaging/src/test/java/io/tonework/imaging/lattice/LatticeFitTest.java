package io.tonework.imaging.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatticeFitTest {
  private static final int COLOURS = 100_000;

  /** A kink across the axes and off every node, steep on one side. */
  private static final RgbFunction KINK =
      (rgb, out, points) -> {
        for (int i = 0; i < points * 3; i += 3) {
          float mean = 0.31f * rgb[i] + 0.5f * rgb[i + 1] + 0.19f * rgb[i + 2];
          out[i] = Math.max(0.2f * rgb[i], 1.6f * rgb[i] - 0.7f);
          out[i + 1] = Math.clamp(2 * mean - 0.41f, 0f, 1f);
          out[i + 2] = rgb[i + 2];
        }
      };

  private static RgbFunction power(double exponent) {
    return (rgb, out, points) -> {
      for (int i = 0; i < points * 3; i++) {
        out[i] = (float) Math.pow(0.05 + 0.9 * rgb[i], exponent);
      }
    };
  }

  @Test
  void shouldAskLittleWhenTheMapIsNearlyLinear() {
    // Given
    AtomicLong asked = new AtomicLong();

    // When
    LatticeFit fit = LatticeFit.of(counted(power(1.05), asked), LatticeFit.DEFAULT_TOLERANCE);

    // Then
    assertThat(fit.lattice().size()).isEqualTo(Lattice.COARSE_SIZE);
    assertThat(asked.get()).isLessThan(12_000);
    assertWithin(fit, power(1.05), 1 / 3.0, 0.1);
  }

  @Test
  void shouldStayWithinOneLevelWhenTheMapIsCurved() {
    // When
    LatticeFit fit = LatticeFit.of(power(0.45), LatticeFit.DEFAULT_TOLERANCE);

    // Then
    assertWithin(fit, power(0.45), 1, 0.1);
  }

  @Test
  void shouldRefineOnlyAroundTheKinkWhenTheMapHasOne() {
    // Given
    AtomicLong asked = new AtomicLong();

    // When
    LatticeFit fit = LatticeFit.of(counted(KINK, asked), LatticeFit.DEFAULT_TOLERANCE);

    // Then
    assertThat(fit.lattice().size()).isEqualTo(Lattice.FINEST_SIZE);
    assertThat(asked.get()).isLessThan(129L * 129 * 129 / 4);
    assertWithin(fit, KINK, 2, 0.1);
  }

  @Test
  void shouldEndAtTheDefaultSizeWhenSmallKinksAreEverywhere() {
    // Given
    RgbFunction network = network(512, 0.012f);
    AtomicLong asked = new AtomicLong();

    // When
    LatticeFit fit = LatticeFit.of(counted(network, asked), LatticeFit.DEFAULT_TOLERANCE);

    // Then
    assertThat(fit.lattice().size()).isEqualTo(Lattice.DEFAULT_SIZE);
    assertThat(fit.maxError() * 255).isBetween(1 / 3.0, 1.0);
    assertThat(asked.get()).isLessThan(48_000);
    assertWithin(fit, network, 1.25, 0.1);
  }

  /** Nearly the identity, bent by rectifiers whose planes lie anywhere. */
  private static RgbFunction network(int units, float bend) {
    Random random = new Random(20_261_121);
    float[][] planes = new float[units][7];
    for (float[] plane : planes) {
      for (int i = 0; i < 7; i++) {
        plane[i] = (float) random.nextGaussian();
      }
      plane[3] = -(plane[0] + plane[1] + plane[2]) * random.nextFloat();
    }
    return (rgb, out, points) -> {
      System.arraycopy(rgb, 0, out, 0, points * 3);
      for (int i = 0; i < points * 3; i += 3) {
        for (float[] plane : planes) {
          float side = plane[0] * rgb[i] + plane[1] * rgb[i + 1] + plane[2] * rgb[i + 2] + plane[3];
          float active = Math.max(side, 0) * bend;
          out[i] += plane[4] * active;
          out[i + 1] += plane[5] * active;
          out[i + 2] += plane[6] * active;
        }
      }
    };
  }

  @Test
  void shouldGiveTheSameLatticeWhenFittedAgain() {
    LatticeFit once = LatticeFit.of(KINK, LatticeFit.DEFAULT_TOLERANCE);
    LatticeFit again = LatticeFit.of(KINK, LatticeFit.DEFAULT_TOLERANCE);

    assertThat(again).isEqualTo(once);
  }

  @Test
  void shouldReportWhatIsFoundWhenNoLatticeIsFineEnough() {
    // Given a jump, which no lattice follows
    RgbFunction jump =
        (rgb, out, points) -> {
          for (int i = 0; i < points * 3; i++) {
            out[i] = rgb[i] < 0.503f ? 0 : 1;
          }
        };

    // When
    LatticeFit fit = LatticeFit.of(jump, LatticeFit.DEFAULT_TOLERANCE);

    // Then
    assertThat(fit.lattice().size()).isEqualTo(Lattice.FINEST_SIZE);
    assertThat(fit.maxError()).isGreaterThan(0.3);
  }

  @Test
  void shouldKeepTheMapBetweenNodesWhenACellIsNotRefined() {
    // Given
    LatticeGrowth growth = new LatticeGrowth(power(0.7), 17);
    Lattice coarse = growth.lattice();

    // When no cell is refined
    growth.refine(new BitSet());

    // Then
    assertThat(growth.size()).isEqualTo(33);
    LatticeFit between = new LatticeErrors(coarse).measure(growth.lattice());
    assertThat(between.maxError()).isLessThan(1e-6);
  }

  @Test
  void shouldTakeEverySecondNodeWhenThinned() {
    // Given
    Lattice fine = Lattice.build(65, power(0.7));

    // When / Then
    assertThat(fine.thinned(33)).isEqualTo(Lattice.build(33, power(0.7)));
    assertThat(fine.thinned(65)).isSameAs(fine);
  }

  private static RgbFunction counted(RgbFunction function, AtomicLong asked) {
    return (rgb, out, points) -> {
      asked.addAndGet(points);
      function.map(rgb, out, points);
    };
  }

  /** Errors in 8-bit levels, at colours that the fit has not seen. */
  private static void assertWithin(LatticeFit fit, RgbFunction exact, double max, double mean) {
    Random random = new Random(17);
    float[] colours = new float[COLOURS * 3];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = random.nextFloat();
    }
    float[] wanted = new float[colours.length];
    float[] got = new float[colours.length];
    exact.map(colours, wanted, COLOURS);
    fit.lattice().map(colours, got, COLOURS);
    double largest = 0;
    double sum = 0;
    for (int i = 0; i < got.length; i++) {
      double error = Math.abs(got[i] - wanted[i]) * 255;
      largest = Math.max(largest, error);
      sum += error;
    }
    assertThat(largest).as("largest error").isLessThanOrEqualTo(max);
    assertThat(sum / got.length).as("mean error").isLessThanOrEqualTo(mean);
  }
}
