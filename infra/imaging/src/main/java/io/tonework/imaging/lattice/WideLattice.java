package io.tonework.imaging.lattice;

/**
 * A lattice made for 16-bit pixels: three channels of 21 bits in one long, as in {@link
 * PackedLattice}, but mixed in double precision, since 16-bit weights leave no room for three sums
 * in one long.
 *
 * <p>A 16-bit level v lies at {@code v * (size - 1) = 65535 * cell + fraction}, all integers, so
 * the four barycentric weights are integers that add up to 65535. A node holds {@code level * 32};
 * a map that leaves 0..1 is held as {@code (level + 32768) * 16} instead, and clamped after
 * interpolating. The error against exact arithmetic is below 1/30 of a 16-bit level before
 * rounding; the identity is exact. Immutable and thread-safe.
 */
public final class WideLattice {
  static final int LANE_BITS = 21;
  static final int LANE_MASK = (1 << LANE_BITS) - 1;

  /** The highest level, and what the weights of a pixel add up to. */
  static final int FULL = 65535;

  private static final int INSIDE_STEPS = 32;
  private static final int CLAMPED_STEPS = 16;
  private static final int CLAMPED_OFFSET = 32768;

  private final int size;
  private final long[] nodes;
  private final boolean inside;

  WideLattice(Lattice lattice) {
    size = lattice.size();
    inside = lattice.isInside();
    float[] values = lattice.array();
    int count = size * size * size;
    // level 65535 lies in a cell beyond the last, whose far nodes are fetched with weight 0
    nodes = new long[count + toFar()];
    for (int i = 0; i < count; i++) {
      nodes[i] =
          (lane(values[i * 3]) << (2 * LANE_BITS))
              | (lane(values[i * 3 + 1]) << LANE_BITS)
              | lane(values[i * 3 + 2]);
    }
  }

  private long lane(float value) {
    double steps = inside ? INSIDE_STEPS : CLAMPED_STEPS;
    return Math.clamp(Math.round((value * (double) FULL + offset()) * steps), 0, LANE_MASK);
  }

  /**
   * Maps pixels in place.
   *
   * @param row interleaved, 16 bits a channel, unsigned; the first three channels are RGB, others
   *     are left
   * @param from index of the first pixel's first sample
   * @param pixels how many
   * @param channels 3 or 4
   */
  public void map(short[] row, int from, int pixels, int channels) {
    map(WideKernel.worthwhile(pixels), row, from, pixels, channels);
  }

  /** The same with a kernel of choice. */
  void map(WideKernel kernel, short[] row, int first, int pixels, int channels) {
    WideRun run = WideRun.ofThread();
    for (int start = 0; start < pixels; start += WideRun.PIXELS) {
      int count = Math.min(WideRun.PIXELS, pixels - start);
      kernel.map(this, run, row, first + start * channels, count, channels);
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

  /** By what a weighted sum of nodes is multiplied to become levels. */
  double scale() {
    return 1.0 / ((double) FULL * (inside ? INSIDE_STEPS : CLAMPED_STEPS));
  }

  /** What a node carries beside the level, in levels; 0 if nothing is clamped. */
  int offset() {
    return inside ? 0 : CLAMPED_OFFSET;
  }
}
