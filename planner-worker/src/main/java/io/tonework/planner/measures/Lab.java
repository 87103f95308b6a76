package io.tonework.planner.measures;

/** Encoded sRGB to CIELAB under D65 (IEC 61966-2-1; CIE 15:2004, eq. 8.3 to 8.7). */
final class Lab {
  private static final double EPSILON = 216.0 / 24389;
  private static final double KAPPA = 24389.0 / 27;
  private static final float[] LINEAR = new float[4097];

  static {
    for (int i = 0; i < LINEAR.length; i++) {
      double v = i / 4096.0;
      LINEAR[i] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
    }
  }

  private Lab() {}

  /** Linear light of an encoded value 0..1; between table entries interpolated, to 1e-7. */
  static float linear(float encoded) {
    float at = Math.clamp(encoded, 0f, 1f) * 4096;
    int below = Math.min((int) at, 4095);
    return LINEAR[below] + (at - below) * (LINEAR[below + 1] - LINEAR[below]);
  }

  /** Relative luminance Y, 0..1. */
  static double luminance(float r, float g, float b) {
    return 0.2126729 * linear(r) + 0.7151522 * linear(g) + 0.0721750 * linear(b);
  }

  /**
   * Converts a colour.
   *
   * @param lab receives L* (0..100), a* and b* at {@code offset}
   */
  static void of(float r, float g, float b, float[] lab, int offset) {
    double lr = linear(r);
    double lg = linear(g);
    double lb = linear(b);
    double x = f((0.4124564 * lr + 0.3575761 * lg + 0.1804375 * lb) / 0.95047);
    double y = f(0.2126729 * lr + 0.7151522 * lg + 0.0721750 * lb);
    double z = f((0.0193339 * lr + 0.1191920 * lg + 0.9503041 * lb) / 1.08883);
    lab[offset] = (float) (116 * y - 16);
    lab[offset + 1] = (float) (500 * (x - y));
    lab[offset + 2] = (float) (200 * (y - z));
  }

  private static double f(double t) {
    return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
  }
}
