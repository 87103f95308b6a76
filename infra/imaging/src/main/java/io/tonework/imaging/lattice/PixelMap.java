package io.tonework.imaging.lattice;

/**
 * A colour map that is ready for pixels: they are mapped in place, whatever their number. Immutable
 * and thread-safe.
 */
public interface PixelMap extends RgbFunction {
  /**
   * Maps 8-bit pixels in place.
   *
   * @param row interleaved, unsigned; the first three channels are RGB, others are left
   * @param from index of the first pixel's first sample
   * @param pixels how many
   * @param channels 3 or 4
   */
  void map(byte[] row, int from, int pixels, int channels);

  /**
   * Maps 16-bit pixels in place.
   *
   * @param row interleaved, unsigned, native order; the first three channels are RGB, others are
   *     left
   * @param from index of the first pixel's first sample
   * @param pixels how many
   * @param channels 3 or 4
   */
  void map(short[] row, int from, int pixels, int channels);

  /** Memory that it takes, about. */
  long bytes();
}
