package io.tonework.planner.measures;

import java.util.Arrays;

/** Changes of luminance as photographers count them: one stop is a factor of two. */
final class Stops {
  private static final double DARKEST_MID_TONE = 20;
  private static final double BRIGHTEST_MID_TONE = 80;
  private static final double SMALLEST_SHARE = 0.05;

  private Stops() {}

  /** Median over the mid-tones of {@code before}; 0 when it has hardly any. */
  static double between(Pixels before, Pixels after) {
    double[] stops = new double[before.count()];
    int count = 0;
    for (int i = 0; i < before.count(); i++) {
      if (before.lightness(i) >= DARKEST_MID_TONE && before.lightness(i) <= BRIGHTEST_MID_TONE) {
        stops[count++] =
            (Math.log(Math.max(after.luminance(i), 1e-4)) - Math.log(before.luminance(i)))
                / Math.log(2);
      }
    }
    if (count < SMALLEST_SHARE * before.count()) {
      return 0;
    }
    Arrays.sort(stops, 0, count);
    return stops[count / 2];
  }
}
