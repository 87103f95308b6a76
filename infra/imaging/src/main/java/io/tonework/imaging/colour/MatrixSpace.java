package io.tonework.imaging.colour;

/**
 * A space made of three tone curves and a matrix: sRGB, Display P3, Adobe RGB, ProPhoto and what
 * cameras and screens write. Immutable and thread-safe.
 */
final class MatrixSpace implements RgbSpace {
  /** Linear sRGB to XYZ under D50 (IEC 61966-2-1, Bradford-adapted as in ICC profiles). */
  static final double[] SRGB_TO_XYZ = {
    0.4360747, 0.3850649, 0.1430804,
    0.2225045, 0.7168786, 0.0606169,
    0.0139322, 0.0971045, 0.7141733
  };

  private static final double[] XYZ_TO_SRGB = Matrix3.inverse(SRGB_TO_XYZ);

  /** Linear Adobe RGB (1998) to XYZ under D50. */
  static final double[] ADOBE_TO_XYZ = {
    0.6097559, 0.2052401, 0.1492240,
    0.3111242, 0.6256560, 0.0632197,
    0.0194811, 0.0608902, 0.7448387
  };

  /** So far may a colour be from sRGB's, in encoded units, for the space to count as sRGB... */
  private static final double SAME = 1.0 / 255;

  /**
   * ...or so far in linear light, as a part of the colour's brightest channel: the curve is so
   * steep near black that the rounding of a profile's matrix shows there as levels, which nobody
   * can see beside the bright channel. sRGB profiles are in wide use that differ by 0.0006.
   */
  private static final double SAME_LIGHT = 1e-3;

  private final ToneCurve[] curves;
  private final double[] toLinearSrgb;
  private final double[] fromLinearSrgb;
  private final boolean srgb;

  /**
   * A space of its own.
   *
   * @param toXyz {@code double[9]}, row by row: linear RGB to XYZ under D50, white at Y = 1
   */
  MatrixSpace(double[] toXyz, ToneCurve red, ToneCurve green, ToneCurve blue) {
    curves = new ToneCurve[] {red, green, blue};
    toLinearSrgb = Matrix3.product(XYZ_TO_SRGB, toXyz);
    fromLinearSrgb = Matrix3.inverse(toLinearSrgb);
    srgb = looksLikeSrgb();
  }

  @Override
  public boolean isSrgb() {
    return srgb;
  }

  private boolean looksLikeSrgb() {
    double[] probe = new double[3];
    double[] levels = {0, 0.1, 0.25, 0.5, 0.75, 1};
    for (double r : levels) {
      for (double g : levels) {
        for (double b : levels) {
          probe[0] = r;
          probe[1] = g;
          probe[2] = b;
          toSrgb(probe);
          double brightest = ToneCurve.SRGB.toLinear(Math.max(r, Math.max(g, b)));
          boolean same =
              isSame(probe[0], r, brightest)
                  && isSame(probe[1], g, brightest)
                  && isSame(probe[2], b, brightest);
          if (!same) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean isSame(double encoded, double srgb, double brightest) {
    // what is out of gamut by rounding is still sRGB
    double off = ToneCurve.SRGB.toLinear(Math.max(0, encoded)) - ToneCurve.SRGB.toLinear(srgb);
    return Math.abs(Math.max(0, encoded) - srgb) < SAME || Math.abs(off) < SAME_LIGHT * brightest;
  }

  @Override
  public void toSrgb(double[] rgb) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = curves[c].toLinear(rgb[c]);
    }
    Matrix3.apply(toLinearSrgb, rgb);
    for (int c = 0; c < 3; c++) {
      rgb[c] = ToneCurve.SRGB.toEncoded(rgb[c]);
    }
  }

  @Override
  public void fromSrgb(double[] rgb) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = ToneCurve.SRGB.toLinear(rgb[c]);
    }
    Matrix3.apply(fromLinearSrgb, rgb);
    for (int c = 0; c < 3; c++) {
      rgb[c] = curves[c].toEncoded(rgb[c]);
    }
  }

  /** XYZ under D50 to extended sRGB, in place. */
  static void xyzToSrgb(double[] xyz) {
    Matrix3.apply(XYZ_TO_SRGB, xyz);
    for (int c = 0; c < 3; c++) {
      xyz[c] = ToneCurve.SRGB.toEncoded(xyz[c]);
    }
  }

  /** Extended sRGB to XYZ under D50, in place. */
  static void srgbToXyz(double[] rgb) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = ToneCurve.SRGB.toLinear(rgb[c]);
    }
    Matrix3.apply(SRGB_TO_XYZ, rgb);
  }
}
