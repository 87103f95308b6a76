package io.tonework.imaging.compiled;

import java.util.Arrays;

/**
 * The parameters of a map as its kernels read them. Channels go through piecewise cubics and hues
 * through piecewise quintics of 16 pieces each, so that a vector of 16 lanes holds a coefficient of
 * all pieces. Immutable and thread-safe.
 */
public final class MapTables {
  /** Pieces of a curve. */
  static final int PIECES = 16;

  /** Coefficients of a piece of a channel's curve, the constant first. */
  static final int SHAPE_TERMS = 4;

  /** Coefficients of a piece of a curve over hue, the constant first. */
  static final int HUE_TERMS = 6;

  /** Where the curves of R, G and B begin; a coefficient is the next 16 values. */
  static final int SHAPE = 0;

  /** Where the curves over hue begin: nearness to skin, turn in radians, chroma, luminance. */
  static final int HUE = SHAPE + 3 * SHAPE_TERMS * PIECES;

  /** Where the coefficients of the gain over luma begin, as powers of 2 y - 1. */
  static final int TONE = HUE + 4 * HUE_TERMS * PIECES;

  /** Where the three numbers of chroma begin; the first has 1 added. */
  static final int CHROMA = TONE + MapParameters.TERMS;

  /** How many values there are. */
  public static final int LENGTH = CHROMA + 3;

  /** 8-bit levels of a piece of a channel's curve. */
  private static final double PIECE_LEVELS = 16;

  private static final double SKIN_HUE = StrictMath.toRadians(22);
  private static final double SKIN_SHARPNESS = 10;
  private static final double FULL_TURN = StrictMath.toRadians(25);

  private final float[] values;
  private final boolean mixes;

  private MapTables(float[] values) {
    this.values = values;
    this.mixes = mixes(values);
  }

  /** Compiles parameters, the same on every machine. */
  public static MapTables of(MapParameters parameters) {
    float[] values = new float[LENGTH];
    for (int c = 0; c < 3; c++) {
      double gain = StrictMath.exp(parameters.balance()[c]);
      Pieces.fit(
          v -> shaped(v, gain, parameters.levels()),
          PIECE_LEVELS / 255,
          PIECE_LEVELS,
          SHAPE_TERMS,
          values,
          SHAPE + c * SHAPE_TERMS * PIECES);
    }
    Pieces.fit(
        u -> StrictMath.exp(SKIN_SHARPNESS * (StrictMath.cos(angle(u) - SKIN_HUE) - 1)),
        1,
        1,
        HUE_TERMS,
        values,
        HUE);
    int bins = parameters.hues().length / 3;
    for (int kind = 0; kind < 3; kind++) {
      double[] at = Arrays.copyOfRange(parameters.hues(), kind * bins, (kind + 1) * bins);
      double unit = kind == 0 ? FULL_TURN : 1;
      Pieces.fit(
          u -> unit * overHue(angle(u), at, parameters.hueSharpness()),
          1,
          1,
          HUE_TERMS,
          values,
          HUE + (kind + 1) * HUE_TERMS * PIECES);
    }
    double[] powers = Chebyshev.powers(parameters.tone());
    for (int k = 0; k < powers.length; k++) {
      values[TONE + k] = (float) powers[k];
    }
    values[TONE] += 1;
    values[CHROMA] = (float) (1 + parameters.chroma()[0]);
    values[CHROMA + 1] = (float) parameters.chroma()[1];
    values[CHROMA + 2] = (float) parameters.chroma()[2];
    return new MapTables(values);
  }

  /**
   * Tables that were written down before.
   *
   * @param values {@code float[LENGTH]}, as {@link #toArray} gave them; copied
   */
  public static MapTables of(float[] values) {
    if (values.length != LENGTH) {
      throw new IllegalArgumentException(
          "a compiled map has %d values, not %d".formatted(LENGTH, values.length));
    }
    return new MapTables(values.clone());
  }

  /** A copy of all values. */
  public float[] toArray() {
    return values.clone();
  }

  /** The values themselves, not to be changed. */
  float[] values() {
    return values;
  }

  /** Whether anything depends on hue beside nearness to skin. */
  boolean mixes() {
    return mixes;
  }

  private static boolean mixes(float[] values) {
    for (int i = HUE + HUE_TERMS * PIECES; i < TONE; i++) {
      if (values[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** A channel after its gain, with a shoulder so that white stays white, and its levels. */
  private static double shaped(double v, double gain, double[] levels) {
    double excess = Math.max(gain * gain * gain * gain - 1, 0);
    double lit = v * gain / Math.sqrt(Math.sqrt(1 + excess * v * v * v * v));
    return lit + Chebyshev.sum(levels, 2 * lit - 1);
  }

  /** The mean of values at evenly spaced hues, weighed by windows of von Mises. */
  private static double overHue(double angle, double[] at, double sharpness) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < at.length; i++) {
      double weight =
          StrictMath.exp(sharpness * (StrictMath.cos(angle - i * 2 * Math.PI / at.length) - 1));
      sum += weight * at[i];
      weights += weight;
    }
    return sum / weights;
  }

  /**
   * The hue at a place 0..16 along the sides of a square that stands on a corner, whose corners are
   * at 0, 90, 180 and 270 degrees: such a place costs one division, an angle an arc tangent.
   */
  private static double angle(double place) {
    double quarter = place / 4;
    double x = quarter <= 2 ? 1 - quarter : quarter - 3;
    double y = (1 - Math.abs(x)) * (quarter <= 2 ? 1 : -1);
    return StrictMath.atan2(y, x);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MapTables that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
