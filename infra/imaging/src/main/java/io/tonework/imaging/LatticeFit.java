package io.tonework.imaging;

/**
 * A lattice, and how well it stands for the map it was built from.
 *
 * @param lattice the lattice
 * @param maxError largest error of a channel over the sample, in units of full scale (1/255 is one
 *     8-bit level)
 * @param meanError mean error of a channel over the sample, in the same units
 */
public record LatticeFit(Lattice lattice, double maxError, double meanError) {
  /** One 8-bit level: the largest error that is let pass without refining. */
  public static final double ONE_LEVEL = 1 / 255.0;

  private static final int SAMPLES = 4096;

  // R3 low-discrepancy sequence (M. Roberts, 2018): powers of the inverse of the root of x^4 = x +
  // 1
  private static final double STEP_R = 0.8191725133961645;
  private static final double STEP_G = 0.6710436067037893;
  private static final double STEP_B = 0.5497004779019703;

  /**
   * Builds a lattice of {@link Lattice#DEFAULT_SIZE}, and one of {@link Lattice#REFINED_SIZE}
   * instead if the first is off by more than the tolerance anywhere on a fixed sample of 4,096
   * colours spread over the cube.
   *
   * @param tolerance largest error in units of full scale, such as {@link #ONE_LEVEL}
   */
  public static LatticeFit of(RgbFunction function, double tolerance) {
    float[] sample = sample();
    float[] exact = new float[sample.length];
    function.map(sample, exact, SAMPLES);
    LatticeFit coarse = measure(Lattice.build(Lattice.DEFAULT_SIZE, function), sample, exact);
    return coarse.maxError <= tolerance
        ? coarse
        : measure(Lattice.build(Lattice.REFINED_SIZE, function), sample, exact);
  }

  private static LatticeFit measure(Lattice lattice, float[] sample, float[] exact) {
    float[] got = new float[sample.length];
    lattice.map(sample, got, SAMPLES);
    double max = 0;
    double sum = 0;
    for (int i = 0; i < got.length; i++) {
      double error = Math.abs(got[i] - exact[i]);
      max = Math.max(max, error);
      sum += error;
    }
    return new LatticeFit(lattice, max, sum / got.length);
  }

  private static float[] sample() {
    float[] colours = new float[SAMPLES * 3];
    for (int p = 0; p < SAMPLES; p++) {
      colours[p * 3] = (float) ((0.5 + p * STEP_R) % 1);
      colours[p * 3 + 1] = (float) ((0.5 + p * STEP_G) % 1);
      colours[p * 3 + 2] = (float) ((0.5 + p * STEP_B) % 1);
    }
    return colours;
  }
}
