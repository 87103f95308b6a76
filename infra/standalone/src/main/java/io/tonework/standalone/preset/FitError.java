package io.tonework.standalone.preset;

import io.tonework.imaging.colour.Cielab;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.RgbFunction;
import java.util.Arrays;
import java.util.Locale;

/**
 * How far one colour map lies from another, over the colours of the lattice.
 *
 * @param mean mean colour difference CIEDE2000
 * @param p95 what 95% of the colours stay below
 * @param max the largest
 * @param colours how many colours were compared
 */
record FitError(double mean, double p95, double max, int colours) {
  /** The difference of a map from a target at the nodes of a lattice of the usual size. */
  static FitError between(RgbFunction map, RgbFunction target) {
    float[] nodes = Lattice.identity(Lattice.DEFAULT_SIZE).toArray();
    int points = nodes.length / 3;
    double[] got = lab(map, nodes);
    double[] wanted = lab(target, nodes);
    double[] differences = new double[points];
    for (int p = 0; p < points; p++) {
      differences[p] = Cielab.deltaE2000(got, wanted, p * 3);
    }
    Arrays.sort(differences);
    return new FitError(
        Arrays.stream(differences).average().orElse(0),
        differences[(int) (0.95 * (points - 1))],
        differences[points - 1],
        points);
  }

  /** {@code double[points * 3]}: L*, a*, b* of what the map makes of the colours. */
  static double[] lab(RgbFunction map, float[] colours) {
    float[] out = new float[colours.length];
    map.map(colours, out, colours.length / 3);
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.clamp(out[i], 0f, 1f);
    }
    double[] lab = new double[out.length];
    Cielab.of(out, lab, out.length / 3);
    return lab;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "dE00 mean %.2f, 95%% below %.2f, max %.2f over %,d colours",
        mean,
        p95,
        max,
        colours);
  }
}
