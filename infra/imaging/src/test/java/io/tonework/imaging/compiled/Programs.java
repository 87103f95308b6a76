package io.tonework.imaging.compiled;

import java.util.Random;

/** Parameters of maps, from seeds. */
final class Programs {
  private static final int HUES = 18;

  private Programs() {}

  static MapParameters none() {
    return new MapParameters(
        new double[3], new double[14], new double[14], new double[3], new double[3 * HUES], 20);
  }

  /** Every stage moved, about as strongly as by a plan with many sliders. */
  static MapParameters random(long seed, boolean mixes) {
    Random random = new Random(seed);
    double[] hues = new double[3 * HUES];
    for (int i = 0; mixes && i < hues.length; i++) {
      hues[i] = 0.5 * random.nextGaussian();
    }
    return new MapParameters(
        normal(random, 3, 0.2, 1),
        normal(random, 14, 0.05, 0.7),
        normal(random, 14, 0.3, 0.7),
        normal(random, 3, 0.4, 1),
        hues,
        20);
  }

  private static double[] normal(Random random, int count, double spread, double falls) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++, spread *= falls) {
      values[i] = spread * random.nextGaussian();
    }
    return values;
  }
}
