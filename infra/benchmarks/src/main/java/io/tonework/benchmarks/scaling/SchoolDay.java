package io.tonework.benchmarks.scaling;

import java.util.Arrays;
import java.util.Random;

/**
 * Photos that come in on a day of the school-photo season: photographers upload what they took in
 * the morning and in the afternoon, school by school, and a trickle comes from everybody else.
 */
final class SchoolDay {
  static final int SECONDS = 24 * 3600;
  private static final double TRICKLE = 0.4;

  private final double[] rate = new double[SECONDS];

  /**
   * A day.
   *
   * @param peak photos per second at the height of the midday peak, about
   */
  SchoolDay(double peak, Random random) {
    Arrays.fill(rate, TRICKLE);
    wave(12.5, 1.1, 0.55 * peak);
    wave(16.0, 1.4, 0.4 * peak);
    // a school is 600 to 3,000 photos in four to fifteen minutes
    int schools = (int) (peak * 6);
    for (int i = 0; i < schools; i++) {
      double hour =
          random.nextBoolean() ? 12.5 + random.nextGaussian() : 16 + 1.3 * random.nextGaussian();
      int begin = (int) (hour * 3600);
      int length = random.nextInt(240, 900);
      double perSecond = random.nextInt(600, 3_000) / (double) length;
      for (int t = Math.max(0, begin); t < Math.min(SECONDS, begin + length); t++) {
        rate[t] += perSecond;
      }
    }
  }

  private void wave(double hour, double width, double height) {
    for (int t = 0; t < SECONDS; t++) {
      double away = (t / 3600.0 - hour) / width;
      rate[t] += height * Math.exp(-away * away / 2);
    }
  }

  /** Photos per second at that second. */
  double rate(int second) {
    return rate[second];
  }

  /** How many come in that second. */
  int arrivals(int second, Random random) {
    double left = Math.exp(-rate[second]);
    int count = 0;
    for (double product = random.nextDouble(); product > left; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
