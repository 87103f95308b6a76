package io.tonework.imaging.compiled;

/**
 * Working memory for a run of pixels on their way through a compiled map, planar; all arrays
 * together stay in the first-level cache. Not thread-safe.
 */
final class PlanarRun {
  /** Pixels of a run; a multiple of any vector's lanes. */
  static final int PIXELS = 512;

  /** What a kernel may touch behind the last pixel, in elements of any array. */
  static final int SLACK = 64;

  private static final ThreadLocal<PlanarRun> OF_THREAD = ThreadLocal.withInitial(PlanarRun::new);

  /** Interleaved pixels where they cannot be worked on in their own array. */
  final byte[] pixels = new byte[PIXELS * 4 + SLACK];

  /** A copy of the bytes that follow the pixels, which the vectors overwrite. */
  final byte[] behind = new byte[SLACK];

  /** Colours in 8-bit levels, 0..255, before and after the map. */
  final float[] red = plane();

  final float[] green = plane();
  final float[] blue = plane();

  /** Luma, and by what a colour's distance from its grey is multiplied. */
  final float[] luma = plane();

  final float[] gain = plane();

  /** How far the largest channel lies above the grey, and the smallest below. */
  final float[] above = plane();

  final float[] below = plane();

  /** Coordinates across the grey axis. */
  final float[] planeX = plane();

  final float[] planeY = plane();

  /** Where along the curves over hue: the piece, and how far in it. */
  final int[] piece = new int[PIXELS + SLACK];

  final float[] part = plane();

  /** What the curves over hue say. */
  final float[][] hue = {plane(), plane(), plane(), plane()};

  private PlanarRun() {}

  private static float[] plane() {
    return new float[PIXELS + SLACK];
  }

  /** The calling thread's own. */
  static PlanarRun ofThread() {
    return OF_THREAD.get();
  }
}
