package io.tonework.imaging.rows;

import java.util.Arrays;

/**
 * Where the pixels of a picture lie between the points of a grid, along one axis. A grid point is
 * the middle of its share of the picture. Immutable.
 */
final class Axis {
  /** The grid point before each pixel; the one after it is {@code next}. */
  final int[] point;

  /** How far each pixel is from that point to the next, 0..1. */
  final float[] part;

  private final int points;
  private final int[] firstPixel;

  /**
   * @param points of the grid
   * @param pixels of the picture
   */
  Axis(int points, int pixels) {
    this.points = points;
    point = new int[pixels];
    part = new float[pixels];
    firstPixel = new int[points + 1];
    Arrays.fill(firstPixel, pixels);
    double scale = (double) points / pixels;
    for (int i = pixels - 1; i >= 0; i--) {
      double at = Math.clamp((i + 0.5) * scale - 0.5, 0, points - 1.0);
      point[i] = (int) at;
      part[i] = (float) (at - point[i]);
      firstPixel[point[i]] = i;
    }
    for (int p = points - 1; p >= 0; p--) {
      firstPixel[p] = Math.min(firstPixel[p], firstPixel[p + 1]);
    }
  }

  /** The point after one; the last stands for its own. */
  int next(int before) {
    return Math.min(before + 1, points - 1);
  }

  /** The first pixel at or beyond a point; the number of pixels for the number of points. */
  int firstPixelAt(int gridPoint) {
    return firstPixel[gridPoint];
  }
}
