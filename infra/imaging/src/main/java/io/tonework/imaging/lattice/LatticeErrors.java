package io.tonework.imaging.lattice;

import java.util.Arrays;
import java.util.BitSet;

/**
 * How far a lattice is from its map: over a fixed sample of the whole cube, and within a step
 * around the worst colours of that sample, since a kink is met by few colours of any sample. Not
 * thread-safe.
 */
final class LatticeErrors {
  private static final int SAMPLES = 4096;
  private static final int WORST = 64;
  private static final int SAMPLES_AROUND = 32;

  // R3 low-discrepancy sequence (M. Roberts, 2018): powers of the inverse of the root of
  // x^4 = x + 1
  private static final double STEP_R = 0.8191725133961645;
  private static final double STEP_G = 0.6710436067037893;
  private static final double STEP_B = 0.5497004779019703;

  private final RgbFunction function;
  private final float[] sample = new float[SAMPLES * 3];
  private final float[] exact = new float[SAMPLES * 3];
  private float[] errors = new float[0];
  private float[] around = new float[0];
  private float[] errorsAround = new float[0];

  /** Asks the map for the colours of the sample. */
  LatticeErrors(RgbFunction function) {
    this.function = function;
    for (int i = 0; i < sample.length; i++) {
      sample[i] = spread(i / 3, i % 3);
    }
    function.map(sample, exact, SAMPLES);
  }

  /** Measures a lattice; replaces what was measured before. */
  LatticeFit measure(Lattice lattice) {
    errors = errors(lattice, sample, exact);
    around = around(1f / (lattice.size() - 1));
    float[] exactAround = new float[around.length];
    function.map(around, exactAround, around.length / 3);
    errorsAround = errors(lattice, around, exactAround);
    double sum = 0;
    for (float error : errors) {
      sum += error;
    }
    return new LatticeFit(lattice, Math.max(max(errors), max(errorsAround)), sum / errors.length);
  }

  /** The cells of colours that are off by more than the tolerance, and those beside them. */
  BitSet cellsBeyond(double tolerance, LatticeGrowth growth) {
    BitSet cells = new BitSet();
    mark(sample, errors, tolerance, growth, cells);
    mark(around, errorsAround, tolerance, growth, cells);
    return cells;
  }

  private static void mark(
      float[] colours, float[] errors, double tolerance, LatticeGrowth growth, BitSet cells) {
    float step = 1f / (growth.size() - 1);
    for (int i = 0; i < errors.length; i++) {
      if (errors[i] > tolerance) {
        int p = i / 3 * 3;
        for (int n = 0; n < 27; n++) {
          cells.set(
              growth.cellOf(
                  Math.clamp(colours[p] + (n % 3 - 1) * step, 0f, 1f),
                  Math.clamp(colours[p + 1] + (n / 3 % 3 - 1) * step, 0f, 1f),
                  Math.clamp(colours[p + 2] + (n / 9 - 1) * step, 0f, 1f)));
        }
      }
    }
  }

  private static float[] errors(Lattice lattice, float[] colours, float[] exact) {
    float[] errors = new float[colours.length];
    lattice.map(colours, errors, colours.length / 3);
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.abs(errors[i] - exact[i]);
    }
    return errors;
  }

  private float[] around(float step) {
    int[] worst = worst();
    float[] colours = new float[worst.length * SAMPLES_AROUND * 3];
    for (int i = 0; i < colours.length; i++) {
      float centre = sample[worst[i / 3 / SAMPLES_AROUND] + i % 3];
      colours[i] = Math.clamp(centre + (spread(i / 3, i % 3) * 2 - 1) * step, 0f, 1f);
    }
    return colours;
  }

  /**
   * Where in the sample the colours with the largest errors begin, the earlier first of two alike.
   */
  private int[] worst() {
    long[] ranked = new long[SAMPLES];
    for (int sampled = 0; sampled < SAMPLES; sampled++) {
      int p = sampled * 3;
      float error = Math.max(errors[p], Math.max(errors[p + 1], errors[p + 2]));
      // bits of floats that are not negative are in the order of the floats
      ranked[sampled] = ((long) Float.floatToIntBits(error) << 32) | (SAMPLES - 1 - sampled);
    }
    Arrays.sort(ranked);
    int[] worst = new int[WORST];
    for (int i = 0; i < WORST; i++) {
      worst[i] = (SAMPLES - 1 - (int) ranked[SAMPLES - 1 - i]) * 3;
    }
    return worst;
  }

  private static double max(float[] errors) {
    float max = 0;
    for (float error : errors) {
      max = Math.max(max, error);
    }
    return max;
  }

  private static float spread(int point, int channel) {
    double step = channel == 0 ? STEP_R : channel == 1 ? STEP_G : STEP_B;
    return (float) ((0.5 + point * step) % 1);
  }
}
