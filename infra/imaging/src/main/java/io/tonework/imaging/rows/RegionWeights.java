package io.tonework.imaging.rows;

import io.tonework.imaging.region.edge.WeightField;
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
    private CoefficientRow above = new CoefficientRow(field, across);
    private CoefficientRow below = new CoefficientRow(field, across);
    private int gridRow = -1;
    private float part;

    // one entry a run between the two rows of the grid: where it ends, in pixels, and its kind
    private int[] ends = new int[16];
    private byte[] kinds = new byte[16];
    private int runs;

    /** Moves to a row of the picture; ready then for all that is asked about its pixels. */
    void moveTo(int y) {
      part = down.part[y];
      if (gridRow == down.point[y]) {
        return;
      }
      gridRow = down.point[y];
      int nextRow = down.next(gridRow);
      int first = field.width();
      int last = -1;
      runs = 0;
      for (int point = 0; point < field.width(); point++) {
        byte kind = kindAfter(point, nextRow);
        if (kind == WeightField.MIXED) {
          first = Math.min(first, point);
          last = point;
        }
        addRun(across.firstPixelAt(point + 1), kind);
      }
      if (below.isRow(gridRow)) {
        CoefficientRow free = above;
        above = below;
        below = free;
      }
      if (first <= last) {
        above.moveTo(gridRow, first, last);
        below.moveTo(nextRow, first, last);
      }
    }

    /** The kind of the pixels from one point on: mixed unless all points around them agree. */
    private byte kindAfter(int point, int nextRow) {
      int high = gridRow * field.width();
      int low = nextRow * field.width();
      int next = across.next(point);
      byte kind = field.kind()[high + point];
      return kind == field.kind()[high + next]
              && kind == field.kind()[low + point]
              && kind == field.kind()[low + next]
          ? kind
          : WeightField.MIXED;
    }

    private void addRun(int end, byte kind) {
      if (runs > 0 && kinds[runs - 1] == kind) {
        ends[runs - 1] = end;
        return;
      }
      if (runs == ends.length) {
        ends = Arrays.copyOf(ends, runs * 2);
        kinds = Arrays.copyOf(kinds, runs * 2);
      }
      ends[runs] = end;
      kinds[runs++] = kind;
    }

    /** The kind of a pixel; see {@link WeightField}. */
    byte kind(int x) {
      return kinds[runAt(x)];
    }

    /** The first pixel after x of another kind, or {@code end}. */
    int endOfKind(int x, int end) {
      return Math.min(end, ends[runAt(x)]);
    }

    private int runAt(int x) {
      int run = 0;
      while (ends[run] <= x) {
        run++;
      }
      return run;
    }

    /** The coefficients of the row of the grid above this one. */
    CoefficientRow above() {
      return above;
    }

    /** The coefficients of the row of the grid below this one. */
    CoefficientRow below() {
      return below;
    }

    /** How far this row is from the one above to the one below, 0..1. */
    float part() {
      return part;
    }

    /** Whether weights depend on colours. */
    boolean isGuided() {
      return field.isGuided();
    }

    /**
     * The weight of a pixel of mixed kind; what every kernel must arrive at.
     *
     * @param x its column in the picture
     * @param red in the picture's own encoding, as are {@code green} and {@code blue}
     * @param unit 1 / the largest value of a channel
     * @return 0..{@link #ONE}
     */
    int weight(int x, int red, int green, int blue, float unit) {
      float weight = between(above.offset[x], below.offset[x]);
      if (field.isGuided()) {
        weight +=
            unit
                * (between(above.red[x], below.red[x]) * red
                    + between(above.green[x], below.green[x]) * green
                    + between(above.blue[x], below.blue[x]) * blue);
      }
      return (int) (Math.min(1f, Math.max(0f, weight)) * ONE + 0.5f);
    }

    private float between(float high, float low) {
      return high + part * (low - high);
    }

    /**
     * Weights of pixels of one kind.
     *
     * @param from column of the first pixel in the picture
     * @param count how many
     * @param colours {@code int[count * 3]}, RGB in the picture's own encoding
     * @param full the largest value of a channel, 255 or 65,535
     * @param weights {@code int[count]}, written: 0..{@link #ONE}
     */
    void weights(int from, int count, int[] colours, int full, int[] weights) {
      byte kind = kind(from);
      if (kind != WeightField.MIXED) {
        Arrays.fill(weights, 0, count, kind == WeightField.INSIDE ? ONE : 0);
        return;
      }
      float unit = 1f / full;
      for (int i = 0; i < count; i++) {
        int at = i * 3;
        weights[i] = weight(from + i, colours[at], colours[at + 1], colours[at + 2], unit);
      }
    }
  }
}
