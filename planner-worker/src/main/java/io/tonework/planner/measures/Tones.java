package io.tonework.planner.measures;

import io.tonework.planner.tables.Numbers;
import java.util.Arrays;

/**
 * How the light of a photo is spread.
 *
 * @param sorted L* of every pixel, ascending
 * @param mean mean L*
 * @param deviation standard deviation of L*
 * @param blackShare share of the pixels that are black in every channel, 0..1
 * @param whiteShare share of the pixels that are white in every channel, 0..1
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one plan, never compared
record Tones(float[] sorted, double mean, double deviation, double blackShare, double whiteShare) {
  private static final float BLACK = (float) Numbers.of("black_level") / 255f;
  private static final float WHITE = (float) Numbers.of("white_level") / 255f;

  private static final double CUT = Numbers.of("spread_cut");

  static Tones of(Pixels pixels) {
    float[] sorted = new float[pixels.count()];
    double sum = 0;
    double squares = 0;
    int black = 0;
    int white = 0;
    for (int i = 0; i < sorted.length; i++) {
      float lightness = pixels.lightness(i);
      sorted[i] = lightness;
      sum += lightness;
      squares += (double) lightness * lightness;
      float r = pixels.rgb()[i * 3];
      float g = pixels.rgb()[i * 3 + 1];
      float b = pixels.rgb()[i * 3 + 2];
      black += Math.max(r, Math.max(g, b)) <= BLACK ? 1 : 0;
      white += Math.min(r, Math.min(g, b)) >= WHITE ? 1 : 0;
    }
    Arrays.sort(sorted);
    double count = sorted.length;
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    return new Tones(sorted, mean, deviation, black / count, white / count);
  }

  /** The L* that this share of the pixels, 0..1, lies below. */
  double percentile(double share) {
    return sorted[Math.clamp(Math.round(share * (sorted.length - 1)), 0, sorted.length - 1)];
  }

  /** The L* of the darkest tones that count for the spread. */
  double low() {
    return percentile(CUT);
  }

  /** The L* of the brightest tones that count for the spread. */
  double high() {
    return percentile(1 - CUT);
  }

  /** Distance between both: nine tenths of the picture lie within. */
  double spread() {
    return high() - low();
  }
}
