package io.tonework.imaging;

/**
 * Where in a lattice a run of 8-bit pixels lies: for each the indices of the four nodes around it
 * and their weights, which are integers that add up to 255. Working memory; not thread-safe.
 */
abstract sealed class Cells permits ScalarCells, VectorCells {
  /** Pixels of a run; all arrays together stay in the first-level cache. */
  static final int PIXELS = 256;

  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  final int[] red = new int[PIXELS];
  final int[] green = new int[PIXELS];
  final int[] blue = new int[PIXELS];
  final int[] near = new int[PIXELS];
  final int[] second = new int[PIXELS];
  final int[] third = new int[PIXELS];
  final int[] weightNear = new int[PIXELS];
  final int[] weightSecond = new int[PIXELS];
  final int[] weightThird = new int[PIXELS];
  final int[] weightFar = new int[PIXELS];

  /** Working memory of the fastest kind that this Java has. */
  static Cells create() {
    return VECTORS ? new VectorCells() : new ScalarCells();
  }

  /**
   * Fills in nodes and weights from red, green and blue, 0..255. The far node is the near one plus
   * a step along each axis.
   *
   * @param count how many pixels; later ones may be overwritten
   * @param size nodes along one axis of the lattice
   */
  abstract void locate(int count, int size);
}
