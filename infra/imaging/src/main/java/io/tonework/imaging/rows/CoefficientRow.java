package io.tonework.imaging.rows;

import io.tonework.imaging.region.edge.WeightField;
import java.util.Arrays;

/**
 * One row of a {@link WeightField}, interpolated across to every pixel of the picture: the costly
 * half of the interpolation, done once for the rows of pixels between two rows of the grid. Working
 * memory of one thread.
 */
final class CoefficientRow {
  /** What may be read behind the last pixel. */
  static final int SLACK = 64;

  final float[] offset;
  final float[] red;
  final float[] green;
  final float[] blue;

  private final WeightField field;
  private final Axis across;
  private int row = -1;
  private int first;
  private int last = -1;

  CoefficientRow(WeightField field, Axis across) {
    this.field = field;
    this.across = across;
    int pixels = across.point.length + SLACK;
    offset = new float[pixels];
    red = new float[field.isGuided() ? pixels : 0];
    green = new float[red.length];
    blue = new float[red.length];
  }

  /** Whether it is this row of the grid, whatever part of it. */
  boolean isRow(int gridRow) {
    return row == gridRow;
  }

  /** Moves to a row of the grid, and has there what lies from one of its points to another. */
  void moveTo(int gridRow, int firstPoint, int lastPoint) {
    if (row == gridRow && first <= firstPoint && lastPoint <= last) {
      return;
    }
    first = row == gridRow ? Math.min(first, firstPoint) : firstPoint;
    last = row == gridRow ? Math.max(last, lastPoint) : lastPoint;
    row = gridRow;
    enlarge(field.offset(), offset);
    if (field.isGuided()) {
      enlarge(field.red(), red);
      enlarge(field.green(), green);
      enlarge(field.blue(), blue);
    }
  }

  private void enlarge(float[] plane, float[] pixels) {
    int start = row * field.width();
    for (int point = first; point <= last; point++) {
      float here = plane[start + point];
      float step = plane[start + across.next(point)] - here;
      int end = across.firstPixelAt(point + 1);
      if (step == 0) {
        Arrays.fill(pixels, across.firstPixelAt(point), end, here);
        continue;
      }
      for (int x = across.firstPixelAt(point); x < end; x++) {
        pixels[x] = here + across.part[x] * step;
      }
    }
  }
}
