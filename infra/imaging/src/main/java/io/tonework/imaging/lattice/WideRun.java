package io.tonework.imaging.lattice;

/**
 * Working memory for a run of 16-bit pixels on their way through a {@link WideLattice}; all arrays
 * together stay in the first-level cache. Not thread-safe.
 */
final class WideRun {
  /** Pixels of a run; a multiple of any vector's lanes. */
  static final int PIXELS = 128;

  private static final int LENGTH = PIXELS + 16;
  private static final ThreadLocal<WideRun> OF_THREAD = ThreadLocal.withInitial(WideRun::new);

  /** Levels, 0..65535, planar. */
  final int[] red = new int[LENGTH];

  final int[] green = new int[LENGTH];
  final int[] blue = new int[LENGTH];

  /**
   * Indices of three of the nodes around a pixel; the fourth is at a fixed distance of the near.
   */
  final int[] near = new int[LENGTH];

  final int[] second = new int[LENGTH];
  final int[] third = new int[LENGTH];

  /** Weights of the four nodes, which add up to 65535. */
  final int[] weightNear = new int[LENGTH];

  final int[] weightSecond = new int[LENGTH];
  final int[] weightThird = new int[LENGTH];
  final int[] weightFar = new int[LENGTH];

  /** The nodes, and their weights in the unit that makes levels of them. */
  final long[] nodeNear = new long[LENGTH];

  final long[] nodeSecond = new long[LENGTH];
  final long[] nodeThird = new long[LENGTH];
  final long[] nodeFar = new long[LENGTH];
  final double[] scaledNear = new double[LENGTH];
  final double[] scaledSecond = new double[LENGTH];
  final double[] scaledThird = new double[LENGTH];
  final double[] scaledFar = new double[LENGTH];

  /** Mapped levels in the low 16 bits. */
  final long[] mappedRed = new long[LENGTH];

  final long[] mappedGreen = new long[LENGTH];
  final long[] mappedBlue = new long[LENGTH];

  private WideRun() {}

  /** The calling thread's own. */
  static WideRun ofThread() {
    return OF_THREAD.get();
  }
}
