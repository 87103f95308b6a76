package io.tonework.imaging.region.edge;

import java.util.Arrays;

/**
 * Means over square windows by running sums: the cost does not depend on the radius. At the borders
 * a window is what lies within the plane. Holds working memory; not thread-safe.
 */
final class BoxSum {
  private final int width;
  private final int height;
  private final int radius;
  private final double[] columns;
  private final double[] upTo;
  private final float[] inverseAcross;

  /** Windows of {@code 2 radius + 1} on a plane of that size. */
  BoxSum(int width, int height, int radius) {
    this.width = width;
    this.height = height;
    this.radius = radius;
    columns = new double[width];
    upTo = new double[width + 1];
    inverseAcross = new float[width];
    for (int x = 0; x < width; x++) {
      inverseAcross[x] = 1f / (Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1);
    }
  }

  /**
   * Replaces a plane by the means of its windows.
   *
   * @param plane {@code float[height * width]}
   * @param out the same length; another array
   */
  void mean(float[] plane, float[] out) {
    Arrays.fill(columns, 0);
    for (int y = 0; y < Math.min(radius, height); y++) {
      add(plane, y, 1);
    }
    for (int y = 0; y < height; y++) {
      if (y + radius < height) {
        add(plane, y + radius, 1);
      }
      if (y - radius > 0) {
        add(plane, y - radius - 1, -1);
      }
      int rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
      across(out, y * width, 1.0 / rows);
    }
  }

  private void add(float[] plane, int y, int sign) {
    int at = y * width;
    if (sign > 0) {
      for (int x = 0; x < width; x++) {
        columns[x] += plane[at + x];
      }
    } else {
      for (int x = 0; x < width; x++) {
        columns[x] -= plane[at + x];
      }
    }
  }

  /** The difference of two running sums, so that one addition waits for another, not two. */
  private void across(float[] out, int at, double scale) {
    for (int x = 0; x < width; x++) {
      upTo[x + 1] = upTo[x] + columns[x];
    }
    int inner = Math.max(radius, width - radius);
    for (int x = 0; x < Math.min(radius, width); x++) {
      border(out, at, x, scale);
    }
    for (int x = radius; x < width - radius; x++) {
      double sum = upTo[x + radius + 1] - upTo[x - radius];
      out[at + x] = (float) (sum * scale * inverseAcross[x]);
    }
    for (int x = inner; x < width; x++) {
      border(out, at, x, scale);
    }
  }

  private void border(float[] out, int at, int x, double scale) {
    double sum = upTo[Math.min(width, x + radius + 1)] - upTo[Math.max(0, x - radius)];
    out[at + x] = (float) (sum * scale * inverseAcross[x]);
  }
}
