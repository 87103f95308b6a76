package io.tonework.imaging.compiled;

/** Numbers of the form that its kernels share; see ADR 0245. */
final class Formula {
  private static final double ROOT_3 = Math.sqrt(3);

  /** Grey of a colour. */
  static final float LUMA_RED = 0.3f;

  static final float LUMA_GREEN = 0.5f;
  static final float LUMA_BLUE = 0.2f;

  /** Distance from black and white at which the room of the gamut counts as none. */
  static final float TINY = 1e-4f;

  /** Keeps the hue of grey finite. */
  static final float FAINT = 1e-9f;

  /** The square root of 3, halved. */
  static final float HALF_ROOT_3 = 0.8660254f;

  /** Squared chroma at which hues count half. */
  static final float GREY_GATE = 0.0049f;

  /** Luminance that the table over hue moves at full strength, times 4. */
  static final float LIGHTER = 0.64f;

  /** From the plane across the grey axis to R, G and B less their luma. */
  static final float RED_X = 0.7f;

  static final float OTHERS_X = -0.3f;
  static final float RED_Y = (float) (-0.3 / ROOT_3);
  static final float GREEN_Y = (float) (0.7 / ROOT_3);
  static final float BLUE_Y = (float) (-1.3 / ROOT_3);

  /** Of sine and cosine. */
  static final float SIN_3 = -1f / 6;

  static final float SIN_5 = 1f / 120;
  static final float COS_2 = -0.5f;
  static final float COS_4 = 1f / 24;
  static final float COS_6 = -1f / 720;

  /**
   * An estimate of 1 / sqrt(x) from its bits, and two steps of Newton's that even out its error.
   */
  static final int ROOT_BITS = 0x5F376908;

  static final float ROOT_1 = 1.500879f;
  static final float ROOT_2 = 1.5000006f;

  /** Added to a float and taken away again, this leaves a whole number. */
  static final float WHOLE = 12582912f;

  /** Dullness is the eighth power of this polynomial of squared chroma, constant first. */
  static final float[] DULL = dull();

  /** Of exp(-c / 0.1225), 0.35 squared being the chroma at which vibrance falls off. */
  private static float[] dull() {
    int terms = 5;
    double[] points = new double[terms];
    double[] values = new double[terms];
    for (int i = 0; i < terms; i++) {
      points[i] = 0.5 - 0.5 * StrictMath.cos(Math.PI * i / (terms - 1));
      values[i] = StrictMath.exp(-points[i] / (8 * 0.1225));
    }
    double[] powers = Pieces.through(points, values);
    float[] floats = new float[terms];
    for (int i = 0; i < terms; i++) {
      floats[i] = (float) powers[i];
    }
    return floats;
  }

  private Formula() {}
}
