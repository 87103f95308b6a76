package io.tonework.imaging.rows;

/**
 * Working memory for a run of 8-bit pixels that the picture's map and a region's share; all arrays
 * together stay in the first-level cache. Not thread-safe.
 */
final class BlendRun {
  /** Pixels of a run; a multiple of any vector's lanes. */
  static final int PIXELS = 512;

  /** What a kernel may touch behind the last pixel, in elements of any array. */
  static final int SLACK = 64;

  final byte[] outside = new byte[PIXELS * 4 + SLACK];
  final byte[] inside = new byte[PIXELS * 4 + SLACK];
  final byte[] mixed = new byte[PIXELS * 4 + SLACK];
  final int[] weights = new int[PIXELS + SLACK];
}
