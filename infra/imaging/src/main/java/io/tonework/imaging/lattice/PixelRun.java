package io.tonework.imaging.lattice;

/**
 * Working memory for a run of 8-bit pixels on their way through a {@link PackedLattice}; all arrays
 * together stay in the first-level cache. Not thread-safe.
 */
final class PixelRun {
  /** Pixels of a run; a multiple of any vector's lanes. */
  static final int PIXELS = 512;

  /** What a kernel may touch behind the last pixel, in elements of any array. */
  static final int SLACK = 64;

  private static final ThreadLocal<PixelRun> OF_THREAD = ThreadLocal.withInitial(PixelRun::new);

  /** Interleaved pixels where they cannot be worked on in their own array. */
  final byte[] pixels = new byte[PIXELS * 4 + SLACK];

  /** A copy of the bytes that follow the pixels, which the vectors overwrite. */
  final byte[] behind = new byte[SLACK];

  /**
   * Indices of three of the nodes around a pixel; the fourth is at a fixed distance of the near.
   */
  final int[] near = new int[PIXELS + SLACK];

  final int[] second = new int[PIXELS + SLACK];
  final int[] third = new int[PIXELS + SLACK];

  /** Weights of the four nodes, which add up to 255. */
  final int[] weightNear = new int[PIXELS + SLACK];

  final int[] weightSecond = new int[PIXELS + SLACK];
  final int[] weightThird = new int[PIXELS + SLACK];
  final int[] weightFar = new int[PIXELS + SLACK];

  /** Weighted sums of packed nodes. */
  final long[] sums = new long[PIXELS + SLACK];

  private PixelRun() {}

  /** The calling thread's own. */
  static PixelRun ofThread() {
    return OF_THREAD.get();
  }
}
