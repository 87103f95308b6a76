package io.tonework.imaging.lattice;

/**
 * A lattice made for 8-bit pixels: exact integer arithmetic, three channels in one long.
 *
 * <p>An 8-bit level v lies at {@code v * (size - 1) = 255 * cell + fraction}, all integers, so the
 * four barycentric weights are integers that add up to 255. A node holds its three channels in
 * three lanes of 21 bits as {@code level * 8192 / 255}; the weighted sum of four nodes stays below
 * 2^21, needs one multiplication a node for all channels, and is rounded by adding a half and
 * shifting by 13. A map that leaves 0..1 is held as {@code (level + 128) * 4096 / 255} instead, and
 * clamped after interpolating, not before. The error against exact arithmetic is below 1/32 of a
 * level before rounding; the identity is exact. Immutable and thread-safe.
 */
public final class PackedLattice {
  static final int LANE_BITS = 21;
  static final int LANE_MASK = (1 << LANE_BITS) - 1;

  /** Bits of fraction in the sum of a map that stays inside 0..1. */
  static final int INSIDE_SHIFT = 13;

  private static final int CLAMPED_SHIFT = 12;
  private static final int CLAMPED_OFFSET = 128;

  private final int size;
  private final long[] nodes;
  private final boolean inside;

  PackedLattice(Lattice lattice) {
    size = lattice.size();
    float[] values = lattice.array();
    inside = lattice.isInside();
    int count = size * size * size;
    // level 255 lies in a cell beyond the last, whose far nodes are fetched with weight 0
    nodes = new long[count + toFar()];
    for (int i = 0; i < count; i++) {
      nodes[i] =
          (lane(values[i * 3]) << (2 * LANE_BITS))
              | (lane(values[i * 3 + 1]) << LANE_BITS)
              | lane(values[i * 3 + 2]);
    }
  }

  private long lane(float value) {
    if (inside) {
      return Math.round(value * (double) (1 << INSIDE_SHIFT));
    }
    float level = Math.clamp(value * 255f, 0.5f - CLAMPED_OFFSET, 253.5f + CLAMPED_OFFSET);
    return Math.round((level + CLAMPED_OFFSET) * (double) (1 << CLAMPED_SHIFT) / 255);
  }

  /**
   * Maps pixels in place.
   *
   * @param row interleaved, 8 bits a channel; the first three channels are RGB, others are left
   * @param from index of the first pixel's first sample
   * @param pixels how many
   * @param channels 3 or 4
   */
  public void map(byte[] row, int from, int pixels, int channels) {
    map(PackedKernel.worthwhile(pixels), row, from, pixels, channels);
  }

  /** The same with a kernel of choice. */
  void map(PackedKernel kernel, byte[] row, int first, int pixels, int channels) {
    PixelRun run = PixelRun.ofThread();
    for (int start = 0; start < pixels; start += PixelRun.PIXELS) {
      int count = Math.min(PixelRun.PIXELS, pixels - start);
      int from = first + start * channels;
      int end = from + count * channels;
      if (end + PixelRun.SLACK <= row.length) {
        System.arraycopy(row, end, run.behind, 0, PixelRun.SLACK);
        kernel.map(this, run, row, from, count, channels);
        System.arraycopy(run.behind, 0, row, end, PixelRun.SLACK);
      } else {
        System.arraycopy(row, from, run.pixels, 0, end - from);
        kernel.map(this, run, run.pixels, 0, count, channels);
        System.arraycopy(run.pixels, 0, row, from, end - from);
      }
    }
  }

  /** Nodes along one axis. */
  int size() {
    return size;
  }

  /** The nodes themselves, red fastest, with some of no meaning behind them; not to be changed. */
  long[] nodes() {
    return nodes;
  }

  /** The distance in the array from a node to the one that is a step farther along each axis. */
  int toFar() {
    return 1 + size + size * size;
  }

  /** Bits of fraction in a weighted sum. */
  int shift() {
    return inside ? INSIDE_SHIFT : CLAMPED_SHIFT;
  }

  /** What a lane of a weighted sum carries beside the level, in levels; 0 if nothing is clamped. */
  int offset() {
    return inside ? 0 : CLAMPED_OFFSET;
  }

  /** What is added to a weighted sum so that cutting its fraction off rounds it. */
  long half() {
    long round = 1L << (shift() - 1);
    return (round << (2 * LANE_BITS)) | (round << LANE_BITS) | round;
  }
}
