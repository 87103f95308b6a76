package io.tonework.imaging.colour;

/**
 * Encoded sRGB to CIELAB under D65 (IEC 61966-2-1; CIE 15:2004, eq. 8.3 to 8.7), and how far two
 * colours lie apart for an eye (CIEDE2000).
 */
public final class Cielab {
  private static final double EPSILON = 216.0 / 24389;
  private static final double KAPPA = 24389.0 / 27;
  private static final double POW_25_7 = 6103515625.0;

  private Cielab() {}

  /**
   * Converts colours.
   *
   * @param rgb {@code float[points * 3]} or longer, interleaved, sRGB-encoded, 0..1
   * @param lab {@code double[points * 3]} or longer, receives L* (0..100), a*, b*
   */
  public static void of(float[] rgb, double[] lab, int points) {
    for (int i = 0; i < points * 3; i += 3) {
      double r = linear(rgb[i]);
      double g = linear(rgb[i + 1]);
      double b = linear(rgb[i + 2]);
      double x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
      double y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
      double z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
      lab[i] = 116 * y - 16;
      lab[i + 1] = 500 * (x - y);
      lab[i + 2] = 200 * (y - z);
    }
  }

  private static double linear(double v) {
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  private static double f(double t) {
    return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
  }

  /**
   * The colour difference CIEDE2000 with all weights 1 (CIE 142:2001; notation and cases of hue as
   * in Sharma, Wu and Dalal, Color Research and Application 30, 2005). 1 is about what an eye can
   * just see side by side.
   *
   * @param one L*, a*, b* at {@code at}
   * @param other L*, a*, b* at {@code at}
   */
  public static double deltaE2000(double[] one, double[] other, int at) {
    double l1 = one[at];
    double l2 = other[at];
    double c1 = Math.hypot(one[at + 1], one[at + 2]);
    double c2 = Math.hypot(other[at + 1], other[at + 2]);
    double g = 0.5 * (1 - chromaPart((c1 + c2) / 2));
    double a1 = (1 + g) * one[at + 1];
    double a2 = (1 + g) * other[at + 1];
    double cp1 = Math.hypot(a1, one[at + 2]);
    double cp2 = Math.hypot(a2, other[at + 2]);
    double h1 = hue(a1, one[at + 2]);
    double h2 = hue(a2, other[at + 2]);
    boolean grey = cp1 * cp2 == 0;
    double turn = grey ? 0 : h2 - h1;
    if (turn > 180) {
      turn -= 360;
    } else if (turn < -180) {
      turn += 360;
    }
    double dh = 2 * Math.sqrt(cp1 * cp2) * Math.sin(Math.toRadians(turn / 2));
    double h = grey ? h1 + h2 : meanHue(h1, h2);
    double l = (l1 + l2) / 2 - 50;
    double c = (cp1 + cp2) / 2;
    double t =
        1
            - 0.17 * Math.cos(Math.toRadians(h - 30))
            + 0.24 * Math.cos(Math.toRadians(2 * h))
            + 0.32 * Math.cos(Math.toRadians(3 * h + 6))
            - 0.20 * Math.cos(Math.toRadians(4 * h - 63));
    double sl = 1 + 0.015 * l * l / Math.sqrt(20 + l * l);
    double sc = 1 + 0.045 * c;
    double sh = 1 + 0.015 * c * t;
    double blue = (h - 275) / 25;
    double rotation = -2 * chromaPart(c) * Math.sin(Math.toRadians(60 * Math.exp(-blue * blue)));
    double pl = (l2 - l1) / sl;
    double pc = (cp2 - cp1) / sc;
    double ph = dh / sh;
    return Math.sqrt(Math.max(0, pl * pl + pc * pc + ph * ph + rotation * pc * ph));
  }

  private static double chromaPart(double chroma) {
    double c3 = chroma * chroma * chroma;
    double c7 = c3 * c3 * chroma;
    return Math.sqrt(c7 / (c7 + POW_25_7));
  }

  private static double hue(double a, double b) {
    double degrees = Math.toDegrees(Math.atan2(b, a));
    return degrees < 0 ? degrees + 360 : degrees;
  }

  private static double meanHue(double h1, double h2) {
    double sum = h1 + h2;
    if (Math.abs(h1 - h2) <= 180) {
      return sum / 2;
    }
    return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
  }
}
