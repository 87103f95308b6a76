package io.tonework.imaging.compare;

import io.tonework.imaging.pixels.RgbImage;
import java.util.OptionalDouble;

/**
 * Structural similarity of two pictures' luma (Wang, Bovik, Sheikh and Simoncelli, IEEE
 * Transactions on Image Processing 13, 2004): Gaussian window of 11 pixels and sigma 1.5, mean over
 * all windows that lie inside. Holds eleven rows at a time. Not thread-safe.
 */
final class Ssim {
  private static final int WINDOW = 11;
  private static final double SIGMA = 1.5;
  private static final double C1 = 0.01 * 255 * 0.01 * 255;
  private static final double C2 = 0.03 * 255 * 0.03 * 255;
  private static final float[] WEIGHTS = gaussian();

  private final RgbImage one;
  private final RgbImage other;
  private final int columns;

  /** Of each row in the window: means of x, y, xx, yy, xy under the horizontal weights. */
  private final float[][][] rows;

  private final float[] x;
  private final float[] y;

  private Ssim(RgbImage one, RgbImage other) {
    this.one = one;
    this.other = other;
    this.columns = one.width() - WINDOW + 1;
    this.rows = new float[WINDOW][5][columns];
    this.x = new float[one.width()];
    this.y = new float[one.width()];
  }

  /** The mean, -1..1; none if a side is shorter than the window. */
  static OptionalDouble of(RgbImage one, RgbImage other) {
    return one.width() < WINDOW || one.height() < WINDOW
        ? OptionalDouble.empty()
        : OptionalDouble.of(new Ssim(one, other).mean());
  }

  private double mean() {
    double sum = 0;
    for (int row = 0; row < one.height(); row++) {
      filter(row);
      if (row >= WINDOW - 1) {
        sum += windowsEndingAt(row);
      }
    }
    return sum / ((double) columns * (one.height() - WINDOW + 1));
  }

  private void filter(int row) {
    luma(one, row, x);
    luma(other, row, y);
    float[][] out = rows[row % WINDOW];
    for (int c = 0; c < columns; c++) {
      float mx = 0;
      float my = 0;
      float xx = 0;
      float yy = 0;
      float xy = 0;
      for (int k = 0; k < WINDOW; k++) {
        float wx = WEIGHTS[k] * x[c + k];
        float wy = WEIGHTS[k] * y[c + k];
        mx += wx;
        my += wy;
        xx += wx * x[c + k];
        yy += wy * y[c + k];
        xy += wx * y[c + k];
      }
      out[0][c] = mx;
      out[1][c] = my;
      out[2][c] = xx;
      out[3][c] = yy;
      out[4][c] = xy;
    }
  }

  /** The rows lie in a ring, so their weights are turned along with it. */
  private double windowsEndingAt(int last) {
    double sum = 0;
    double[] m = new double[5];
    for (int c = 0; c < columns; c++) {
      for (int q = 0; q < 5; q++) {
        double value = 0;
        for (int k = 0; k < WINDOW; k++) {
          value += WEIGHTS[k] * rows[(last + 1 + k) % WINDOW][q][c];
        }
        m[q] = value;
      }
      double covariance = m[4] - m[0] * m[1];
      double variances = m[2] - m[0] * m[0] + m[3] - m[1] * m[1];
      sum +=
          (2 * m[0] * m[1] + C1)
              * (2 * covariance + C2)
              / ((m[0] * m[0] + m[1] * m[1] + C1) * (variances + C2));
    }
    return sum;
  }

  /** Rec. 601, 0..255. */
  private static void luma(RgbImage image, int row, float[] out) {
    int at = row * image.width() * 3;
    byte[] rgb = image.rgb();
    for (int c = 0; c < image.width(); c++, at += 3) {
      out[c] =
          0.299f * (rgb[at] & 0xFF) + 0.587f * (rgb[at + 1] & 0xFF) + 0.114f * (rgb[at + 2] & 0xFF);
    }
  }

  private static float[] gaussian() {
    float[] weights = new float[WINDOW];
    double sum = 0;
    for (int k = 0; k < WINDOW; k++) {
      double d = k - WINDOW / 2;
      weights[k] = (float) Math.exp(-d * d / (2 * SIGMA * SIGMA));
      sum += weights[k];
    }
    for (int k = 0; k < WINDOW; k++) {
      weights[k] /= (float) sum;
    }
    return weights;
  }
}
