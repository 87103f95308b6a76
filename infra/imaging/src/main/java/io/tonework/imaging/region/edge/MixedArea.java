package io.tonework.imaging.region.edge;

import java.util.ArrayList;
import java.util.List;

/**
 * A rectangle of a grid of weights whose points have to be computed; right and bottom are
 * exclusive.
 *
 * @param left first column
 * @param top first row
 * @param right column after the last
 * @param bottom row after the last
 */
record MixedArea(int left, int top, int right, int bottom) {
  /**
   * Rectangles that together hold every point whose weight must be computed, and those beside them,
   * which are interpolated with: one for each group of rows in which there are any.
   *
   * @param kind {@code byte[height * width]} as in {@link WeightField}
   */
  static List<MixedArea> of(byte[] kind, int width, int height) {
    List<MixedArea> areas = new ArrayList<>();
    int left = width;
    int right = 0;
    int top = 0;
    for (int y = 0; y < height; y++) {
      int first = y * width;
      int last = first + width - 1;
      while (first <= last && kind[first] != WeightField.MIXED) {
        first++;
      }
      while (last >= first && kind[last] != WeightField.MIXED) {
        last--;
      }
      if (first <= last) {
        top = right == 0 ? y : top;
        left = Math.min(left, first - y * width);
        right = Math.max(right, last - y * width + 1);
      }
      if (right > 0 && (first > last || y == height - 1)) {
        int bottom = first > last ? y : height;
        areas.add(new MixedArea(left, top, right, bottom).grown(1, width, height));
        left = width;
        right = 0;
      }
    }
    return areas;
  }

  /** A rim of points around it, as far as the grid has them. */
  MixedArea grown(int rim, int width, int height) {
    return new MixedArea(
        Math.max(0, left - rim),
        Math.max(0, top - rim),
        Math.min(width, right + rim),
        Math.min(height, bottom + rim));
  }

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }
}
