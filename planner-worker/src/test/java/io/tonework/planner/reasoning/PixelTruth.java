package io.tonework.planner.reasoning;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.claims.MeasuredClaim;
import java.awt.Color;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Measures a photo before and after by formulas of its own, on every pixel: textbook CIELAB and HSV
 * hue, nothing shared with the code under test.
 */
final class PixelTruth {
  private final double[][] before;
  private final double[][] after;
  private final float[] rgbBefore;

  PixelTruth(float[] rgbBefore, float[] rgbAfter) {
    this.rgbBefore = rgbBefore;
    this.before = lab(rgbBefore);
    this.after = lab(rgbAfter);
  }

  /** The change that a claim speaks of. */
  double change(MeasuredClaim claim) {
    return change(claim.aspect(), claim.hue());
  }

  double change(Aspect aspect, @Nullable HueBand hue) {
    return switch (aspect) {
      case LIGHTNESS -> mean(0, _ -> true);
      case CONTRAST -> spread(after) - spread(before);
      case SHADOWS -> {
        double limit = sorted(before)[before.length / 4];
        yield mean(0, i -> before[i][0] <= limit);
      }
      case HIGHLIGHTS -> {
        double limit = sorted(before)[before.length * 3 / 4];
        yield mean(0, i -> before[i][0] >= limit);
      }
      case TINT -> mean(1, _ -> true);
      case WARMTH -> mean(2, _ -> true);
      case COLOURFULNESS -> chroma(_ -> true);
      case HUE_COLOURFULNESS -> chroma(i -> isOf(i, hue));
      case HUE_LIGHTNESS -> mean(0, i -> isOf(i, hue));
      case HUE_TURN -> turn(i -> isOf(i, hue));
    };
  }

  /** Share of the pixels that have that colour, 0..1. */
  double share(HueBand hue) {
    int count = 0;
    for (int i = 0; i < before.length; i++) {
      count += isOf(i, hue) ? 1 : 0;
    }
    return (double) count / before.length;
  }

  private boolean isOf(int i, @Nullable HueBand hue) {
    double chroma = Math.hypot(before[i][1], before[i][2]);
    return chroma >= 10 && before[i][0] > 4 && before[i][0] < 98 && band(rgbBefore, i) == hue;
  }

  private static HueBand band(float[] rgb, int i) {
    // hexagonal HSV hue, which differs from the angle in the hue plane by at most 1.2 degrees
    double hue =
        Color.RGBtoHSB(
                Math.round(rgb[i * 3] * 255),
                Math.round(rgb[i * 3 + 1] * 255),
                Math.round(rgb[i * 3 + 2] * 255),
                null)[0]
            * 360;
    double[] ends = {15, 45, 90, 150, 210, 257.5, 295, 337.5};
    for (int band = 0; band < ends.length; band++) {
      if (hue < ends[band]) {
        return HueBand.values()[band];
      }
    }
    return HueBand.RED;
  }

  private double mean(int channel, IntPredicate where) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < before.length; i++) {
      if (where.test(i)) {
        sum += after[i][channel] - before[i][channel];
        count++;
      }
    }
    return sum / Math.max(1, count);
  }

  private double chroma(IntPredicate where) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < before.length; i++) {
      if (where.test(i)) {
        sum += Math.hypot(after[i][1], after[i][2]) - Math.hypot(before[i][1], before[i][2]);
        count++;
      }
    }
    return sum / Math.max(1, count);
  }

  /** Mean turn of the CIELAB hue angle, weighted by chroma. */
  private double turn(IntPredicate where) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < before.length; i++) {
      double chroma =
          Math.min(Math.hypot(before[i][1], before[i][2]), Math.hypot(after[i][1], after[i][2]));
      if (where.test(i)) {
        double from = Math.atan2(before[i][2], before[i][1]);
        double to = Math.atan2(after[i][2], after[i][1]);
        sum += chroma * Math.toDegrees(Math.IEEEremainder(to - from, 2 * Math.PI));
        weight += chroma;
      }
    }
    return sum / Math.max(1e-9, weight);
  }

  private static double spread(double[][] lab) {
    double[] sorted = sorted(lab);
    return sorted[(int) (sorted.length * 0.95)] - sorted[(int) (sorted.length * 0.05)];
  }

  private static double[] sorted(double[][] lab) {
    return Arrays.stream(lab).mapToDouble(each -> each[0]).sorted().toArray();
  }

  private static double[][] lab(float[] rgb) {
    double[][] lab = new double[rgb.length / 3][];
    for (int i = 0; i < lab.length; i++) {
      double r = linear(rgb[i * 3]);
      double g = linear(rgb[i * 3 + 1]);
      double b = linear(rgb[i * 3 + 2]);
      double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
      double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
      double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
      lab[i] = new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }
    return lab;
  }

  private static double linear(double v) {
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  private static double f(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
  }
}
