package io.tonework.benchmarks;

import io.tonework.imaging.lattice.RgbFunction;
import java.util.Locale;
import java.util.Random;

/**
 * Errors of a map, such as a lattice, at colours that its building has not seen, in 8-bit levels.
 *
 * @param largest of a channel
 * @param mean of all channels
 * @param beyond share of channel values that are off by more than a level
 */
record LatticeCheck(double largest, double mean, double beyond) {
  private static final int COLOURS = 100_000;

  static LatticeCheck of(RgbFunction lattice, RgbFunction exact) {
    Random random = new Random(17);
    float[] colours = new float[COLOURS * 3];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = random.nextFloat();
    }
    float[] wanted = new float[colours.length];
    float[] got = new float[colours.length];
    exact.map(colours, wanted, COLOURS);
    lattice.map(colours, got, COLOURS);
    double largest = 0;
    double sum = 0;
    int beyond = 0;
    for (int i = 0; i < got.length; i++) {
      double error = Math.abs(got[i] - wanted[i]) * 255;
      largest = Math.max(largest, error);
      sum += error;
      beyond += error > 1 ? 1 : 0;
    }
    return new LatticeCheck(largest, sum / got.length, beyond / (double) got.length);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "largest %.2f, mean %.3f, %.4f%% beyond 1", largest, mean, 100 * beyond);
  }
}
