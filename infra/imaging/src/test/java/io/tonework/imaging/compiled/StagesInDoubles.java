package io.tonework.imaging.compiled;

/** The form of ADR 0245 in double precision, without tables: what a compiled map stands for. */
final class StagesInDoubles {
  private static final double TINY = 1e-4;

  private final MapParameters p;

  StagesInDoubles(MapParameters parameters) {
    this.p = parameters;
  }

  double[] map(double red, double green, double blue) {
    double[] rgb = {red, green, blue};
    for (int c = 0; c < 3; c++) {
      double gain = Math.exp(p.balance()[c]);
      double lit =
          rgb[c]
              * gain
              / Math.pow(1 + Math.max(Math.pow(gain, 4) - 1, 0) * Math.pow(rgb[c], 4), .25);
      rgb[c] = Math.clamp(lit + chebyshev(p.levels(), lit), 0, 1);
    }
    rgb = tone(rgb);
    rgb = chroma(rgb);
    rgb = mix(rgb);
    for (int c = 0; c < 3; c++) {
      rgb[c] = Math.clamp(rgb[c], 0, 1);
    }
    return rgb;
  }

  private double[] tone(double[] rgb) {
    double luma = luma(rgb);
    double target = Math.clamp(luma * (1 + chebyshev(p.tone(), luma)), 0, 1);
    double[] scaled = new double[3];
    for (int c = 0; c < 3; c++) {
      scaled[c] = rgb[c] * target / Math.max(luma, 1e-5);
    }
    return fold(scaled, target, rgb, luma);
  }

  private double[] chroma(double[] rgb) {
    double luma = luma(rgb);
    double x = x(rgb);
    double y = y(rgb);
    double squared = x * x + y * y;
    double angle = Math.toRadians(22);
    double skin =
        Math.exp(
            10 * ((x * Math.cos(angle) + y * Math.sin(angle)) / Math.sqrt(squared + 1e-6) - 1));
    double dull = Math.exp(-squared / (0.35 * 0.35));
    double scale = Math.max(1 + p.chroma()[0] + dull * (p.chroma()[1] + skin * p.chroma()[2]), 0);
    double[] scaled = new double[3];
    for (int c = 0; c < 3; c++) {
      scaled[c] = luma + (rgb[c] - luma) * scale;
    }
    return fold(scaled, luma, rgb, luma);
  }

  private double[] mix(double[] rgb) {
    double luma = luma(rgb);
    double x = x(rgb);
    double y = y(rgb);
    double squared = x * x + y * y;
    double gate = squared / (squared + 0.07 * 0.07);
    int bins = p.hues().length / 3;
    double[] sums = new double[3];
    double weights = 0;
    for (int i = 0; i < bins; i++) {
      double at = i * 2 * Math.PI / bins;
      double cosine = (x * Math.cos(at) + y * Math.sin(at)) / Math.sqrt(squared + 1e-6);
      double weight = Math.exp(p.hueSharpness() * (cosine - 1));
      weights += weight;
      for (int k = 0; k < 3; k++) {
        sums[k] += weight * p.hues()[k * bins + i];
      }
    }
    double turn = Math.toRadians(25) * gate * sums[0] / weights;
    double scale = Math.max(1 + gate * sums[1] / weights, 0);
    double target = Math.clamp(luma + 0.64 * gate * sums[2] / weights * luma * (1 - luma), 0, 1);
    double newX = scale * (x * Math.cos(turn) - y * Math.sin(turn));
    double newY = scale * (x * Math.sin(turn) + y * Math.cos(turn));
    double[] moved = {
      newX * 2 / 3, -newX / 3 + newY / Math.sqrt(3), -newX / 3 - newY / Math.sqrt(3)
    };
    double grey = target - luma(moved);
    for (int c = 0; c < 3; c++) {
      moved[c] += grey;
    }
    return fold(moved, target, rgb, luma);
  }

  /** Draws back towards grey what uses more of the gamut's room than before. */
  private static double[] fold(double[] rgb, double grey, double[] before, double greyBefore) {
    double above = square(largest(rgb) - grey, 1 - grey);
    double below = square(grey - smallest(rgb), grey);
    double outwards =
        Math.max(above - square(largest(before) - greyBefore, 1 - greyBefore), 0)
            + Math.max(below - square(greyBefore - smallest(before), greyBefore), 0);
    double[] folded = new double[3];
    for (int c = 0; c < 3; c++) {
      folded[c] = grey + (rgb[c] - grey) / Math.sqrt(1 + outwards);
    }
    return folded;
  }

  private static double square(double part, double room) {
    double share = part / Math.max(room, TINY);
    return share * share;
  }

  private static double largest(double[] rgb) {
    return Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
  }

  private static double smallest(double[] rgb) {
    return Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
  }

  private static double luma(double[] rgb) {
    return 0.3 * rgb[0] + 0.5 * rgb[1] + 0.2 * rgb[2];
  }

  private static double x(double[] rgb) {
    return rgb[0] - 0.5 * (rgb[1] + rgb[2]);
  }

  private static double y(double[] rgb) {
    return (rgb[1] - rgb[2]) * Math.sqrt(3) / 2;
  }

  private static double chebyshev(double[] coefficients, double v) {
    return Chebyshev.sum(coefficients, 2 * v - 1);
  }
}
