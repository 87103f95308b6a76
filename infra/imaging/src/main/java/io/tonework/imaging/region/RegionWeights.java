package io.tonework.imaging.region;

import java.util.Arrays;

/**
 * The weight of one region at every pixel of one picture: a {@link WeightField} between its grid
 * points. Immutable and thread-safe; what changes from row to row is in {@link Row}.
 */
final class RegionWeights {
  /** The weight of a pixel that is wholly inside. */
  static final int ONE = 1 << 14;

  private final WeightField field;
  private final Axis across;
  private final Axis down;

  /** Weights for a picture of that size. */
  RegionWeights(WeightField field, int pictureWidth, int pictureHeight) {
    this.field = field;
    across = new Axis(field.width(), pictureWidth);
    down = new Axis(field.height(), pictureHeight);
  }

  /** One row of the picture; working memory of one thread. */
  final class Row {
    private final float[] red = new float[field.isGuided() ? field.width() : 0];
    private final float[] green = new float[red.length];
    private final float[] blue = new float[red.length];
    private final float[] offset = new float[field.width()];
    private int above;
    private int below;
    private float part;

    /** Moves to a row of the picture; ready then for {@link #kind} and {@link #endOfKind}. */
    void moveTo(int y) {
      above = down.point[y] * field.width();
      below = down.next(down.point[y]) * field.width();
      part = down.part[y];
    }

    /** The kind of the pixel: {@link WeightField#MIXED} unless all grid points around agree. */
    byte kind(int x) {
      return kindAfter(across.point[x]);
    }

    private byte kindAfter(int point) {
      int next = across.next(point);
      byte kind = field.kind()[above + point];
      return kind == field.kind()[above + next]
              && kind == field.kind()[below + point]
              && kind == field.kind()[below + next]
          ? kind
          : WeightField.MIXED;
    }

    /** The first pixel after x of another kind, or {@code end}. */
    int endOfKind(int x, int end) {
      int point = across.point[x];
      byte kind = kindAfter(point);
      int last = across.point[end - 1];
      do {
        point++;
      } while (point <= last && kindAfter(point) == kind);
      return point > last ? end : across.firstPixelAt(point);
    }

    /** Interpolates the coefficients down to the row for the pixels of {@code from..to - 1}. */
    private void interpolate(int from, int to) {
      int first = across.point[from];
      int last = across.next(across.point[to - 1]);
      blend(field.offset(), offset, first, last);
      if (field.isGuided()) {
        blend(field.red(), red, first, last);
        blend(field.green(), green, first, last);
        blend(field.blue(), blue, first, last);
      }
    }

    private void blend(float[] plane, float[] row, int first, int last) {
      for (int i = first; i <= last; i++) {
        float high = plane[above + i];
        row[i] = high + part * (plane[below + i] - high);
      }
    }

    /**
     * Weights of a run of pixels.
     *
     * @param from column of the first pixel in the picture
     * @param to column after the last
     * @param colours {@code int[(to - from) * 3]}, RGB in the picture's own encoding
     * @param full the largest value of a channel, 255 or 65,535
     * @param weights {@code int[to - from]}, written: 0..{@link #ONE}
     */
    void weights(int from, int to, int[] colours, int full, int[] weights) {
      byte kind = kind(from);
      if (kind != WeightField.MIXED) {
        Arrays.fill(weights, 0, to - from, kind == WeightField.INSIDE ? ONE : 0);
        return;
      }
      interpolate(from, to);
      if (field.isGuided()) {
        guided(from, to, colours, full, weights);
      } else {
        plain(from, to, weights);
      }
    }

    private void plain(int from, int to, int[] weights) {
      for (int x = from; x < to; x++) {
        int i = across.point[x];
        float weight = between(offset, i, across.next(i), across.part[x]);
        weights[x - from] = (int) (weight * ONE + 0.5f);
      }
    }

    private void guided(int from, int to, int[] colours, int full, int[] weights) {
      float unit = 1f / full;
      for (int x = from; x < to; x++) {
        int i = across.point[x];
        int j = across.next(i);
        float t = across.part[x];
        int at = (x - from) * 3;
        float weight =
            between(offset, i, j, t)
                + unit
                    * (between(red, i, j, t) * colours[at]
                        + between(green, i, j, t) * colours[at + 1]
                        + between(blue, i, j, t) * colours[at + 2]);
        weights[x - from] = (int) (Math.min(1f, Math.max(0f, weight)) * ONE + 0.5f);
      }
    }

    private static float between(float[] row, int i, int j, float t) {
      return row[i] + t * (row[j] - row[i]);
    }
  }
}
