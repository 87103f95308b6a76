package io.tonework.imaging.lattice;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A lattice that is doubled step by step and asks the map only where that is worth it: nodes of
 * cells that are not refined are put half-way between the nodes of the coarser lattice.
 *
 * <p>Tetrahedra of a lattice and of one twice as fine lie in each other (H. Freudenthal's
 * triangulation), so a cell that is not refined interpolates as before, and there is no seam beside
 * one that is. Not thread-safe.
 */
final class LatticeGrowth {
  private static final int BATCH_POINTS = 4096;

  private final RgbFunction function;
  private int size;
  private float[] values;
  private BitSet exact = new BitSet();

  /** Starts with a whole lattice. */
  LatticeGrowth(RgbFunction function, int size) {
    this.function = function;
    this.size = size;
    this.values = Lattice.build(size, function).array();
    exact.set(0, size * size * size);
  }

  /** Nodes along one axis at present. */
  int size() {
    return size;
  }

  /** The lattice at present; it changes with the next {@link #sharpen}. */
  Lattice lattice() {
    return Lattice.owning(size, values);
  }

  /**
   * Cells in which interpolation is expected to be off by more than the tolerance. A map with
   * second difference d between three neighbouring nodes is off by d/8 between them where it is
   * smooth and by at most d/2 where it has a kink; one whose corners of a face differ by d from a
   * plane is off by d/4 in its middle.
   *
   * @return bits of cells, red fastest, {@code size - 1} along an axis
   */
  BitSet curvedCells(double tolerance) {
    float limit = (float) (tolerance * 4);
    boolean[] bent = bentNodes(limit);
    int cells = size - 1;
    BitSet curved = new BitSet(cells * cells * cells);
    int cell = 0;
    for (int b = 0; b < cells; b++) {
      for (int g = 0; g < cells; g++) {
        int node = (g + b * size) * size;
        for (int r = 0; r < cells; r++, node++, cell++) {
          if (hasBentCorner(bent, node) || isTwisted(node, limit)) {
            curved.set(cell);
          }
        }
      }
    }
    return curved;
  }

  /** Whether the second difference along an axis is over the limit, for each node. */
  private boolean[] bentNodes(float limit) {
    boolean[] bent = new boolean[size * size * size];
    for (int node = 0; node < bent.length; ) {
      boolean innerBlue = isInner(node / (size * size));
      boolean innerGreen = isInner(node / size % size);
      for (int r = 0; r < size; r++, node++) {
        bent[node] =
            (isInner(r) && bends(node, 1, limit))
                || (innerGreen && bends(node, size, limit))
                || (innerBlue && bends(node, size * size, limit));
      }
    }
    return bent;
  }

  private boolean isInner(int place) {
    return place > 0 && place < size - 1;
  }

  private boolean bends(int node, int stride, float limit) {
    int at = node * 3;
    int step = stride * 3;
    for (int i = at; i < at + 3; i++) {
      if (Math.abs(values[i - step] - 2 * values[i] + values[i + step]) > limit) {
        return true;
      }
    }
    return false;
  }

  private boolean hasBentCorner(boolean[] bent, int node) {
    int behind = node + size * size;
    return bent[node]
        || bent[node + 1]
        || bent[node + size]
        || bent[node + size + 1]
        || bent[behind]
        || bent[behind + 1]
        || bent[behind + size]
        || bent[behind + size + 1];
  }

  private boolean isTwisted(int node, float limit) {
    return isTwisted(node, 1, size, limit)
        || isTwisted(node, 1, size * size, limit)
        || isTwisted(node, size, size * size, limit);
  }

  private boolean isTwisted(int node, int one, int other, float limit) {
    int at = node * 3;
    for (int i = at; i < at + 3; i++) {
      float twist =
          values[i] - values[i + one * 3] - values[i + other * 3] + values[i + (one + other) * 3];
      if (Math.abs(twist) > limit) {
        return true;
      }
    }
    return false;
  }

  /** The cell in which a colour lies. */
  int cellOf(float red, float green, float blue) {
    int cells = size - 1;
    int r = Math.min((int) (red * cells), cells - 1);
    int g = Math.min((int) (green * cells), cells - 1);
    int b = Math.min((int) (blue * cells), cells - 1);
    return r + (g + b * cells) * cells;
  }

  private int nodeOfCell(int cell) {
    int cells = size - 1;
    return cell % cells + cell / cells % cells * size + cell / (cells * cells) * size * size;
  }

  /** Twice as many cells along an axis; the map is asked at every node of the given cells. */
  void refine(BitSet cells) {
    int fineSize = 2 * size - 1;
    BitSet wanted = new BitSet(fineSize * fineSize * fineSize);
    for (int cell = cells.nextSetBit(0); cell >= 0; cell = cells.nextSetBit(cell + 1)) {
      int node = fineNode(nodeOfCell(cell), fineSize);
      for (int blue = 0; blue < 3; blue++) {
        for (int green = 0; green < 3; green++) {
          int from = node + (green + blue * fineSize) * fineSize;
          wanted.set(from, from + 3);
        }
      }
    }
    BitSet known = new BitSet(fineSize * fineSize * fineSize);
    for (int node = exact.nextSetBit(0); node >= 0; node = exact.nextSetBit(node + 1)) {
      known.set(fineNode(node, fineSize));
    }
    values = halved(fineSize);
    size = fineSize;
    wanted.andNot(known);
    evaluate(wanted);
    known.or(wanted);
    exact = known;
  }

  /**
   * As many cells as before, but the map is asked at every corner of the given ones. A lattice that
   * was handed out changes with it.
   *
   * @return whether there was anything left to ask
   */
  boolean sharpen(BitSet cells) {
    BitSet wanted = new BitSet(size * size * size);
    for (int cell = cells.nextSetBit(0); cell >= 0; cell = cells.nextSetBit(cell + 1)) {
      int node = nodeOfCell(cell);
      for (int row = 0; row < 4; row++) {
        int from = node + (row % 2 + row / 2 * size) * size;
        wanted.set(from, from + 2);
      }
    }
    wanted.andNot(exact);
    evaluate(wanted);
    exact.or(wanted);
    return !wanted.isEmpty();
  }

  private int fineNode(int node, int fineSize) {
    int r = node % size;
    int g = node / size % size;
    int b = node / (size * size);
    return 2 * (r + (g + b * fineSize) * fineSize);
  }

  /** Old nodes, and between two of them that share an edge of a tetrahedron their mean. */
  private float[] halved(int fineSize) {
    float[] fine = new float[fineSize * fineSize * fineSize * 3];
    int at = 0;
    for (int b = 0; b < fineSize; b++) {
      for (int g = 0; g < fineSize; g++) {
        int low = ((g >> 1) + (b >> 1) * size) * size * 3;
        int high = (((g + 1) >> 1) + ((b + 1) >> 1) * size) * size * 3;
        for (int r = 0; r < fineSize; r++, at += 3) {
          int from = low + (r >> 1) * 3;
          int to = high + ((r + 1) >> 1) * 3;
          fine[at] = (values[from] + values[to]) * 0.5f;
          fine[at + 1] = (values[from + 1] + values[to + 1]) * 0.5f;
          fine[at + 2] = (values[from + 2] + values[to + 2]) * 0.5f;
        }
      }
    }
    return fine;
  }

  private void evaluate(BitSet wanted) {
    int[] nodes = wanted.stream().toArray();
    float[] in = new float[Math.min(BATCH_POINTS, nodes.length) * 3];
    float[] out = new float[in.length];
    float step = size - 1;
    for (int start = 0; start < nodes.length; start += BATCH_POINTS) {
      int[] batch = Arrays.copyOfRange(nodes, start, Math.min(start + BATCH_POINTS, nodes.length));
      for (int p = 0; p < batch.length; p++) {
        int r = batch[p] % size;
        int g = batch[p] / size % size;
        int b = batch[p] / (size * size);
        in[p * 3] = r / step;
        in[p * 3 + 1] = g / step;
        in[p * 3 + 2] = b / step;
      }
      function.map(in, out, batch.length);
      for (int p = 0; p < batch.length; p++) {
        System.arraycopy(out, p * 3, values, batch[p] * 3, 3);
      }
    }
  }
}
