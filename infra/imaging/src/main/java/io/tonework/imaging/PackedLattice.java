package io.tonework.imaging;

/**
 * A lattice made for 8-bit pixels: exact integer arithmetic, three channels in one long.
 *
 * <p>An 8-bit level v lies at {@code v * (size - 1) = 255 * cell + fraction}, all integers, so the
 * four barycentric weights are integers that add up to 255. A node holds its three channels in
 * three lanes of 21 bits as {@code (level + 128) * 4096 / 255}; the weighted sum of four nodes then
 * stays below 2^21, needs one multiplication a node for all channels, and is rounded by adding a
 * half and shifting by 12. The offset of 128 lets nodes lie outside 0..1 by half the range, so that
 * a map that leaves it is clamped after interpolating and not before. The error against exact
 * arithmetic is at most 1/32 of a level before rounding; the identity is exact.
 *
 * <p>Measured against 16-lane gathers of floats this is faster by more than two, since the whole
 * table is 287 kB and a pixel costs four loads and four multiplications. Immutable and thread-safe.
 */
final class PackedLattice {
  private static final int LANE_BITS = 21;
  private static final int LANE_MASK = (1 << LANE_BITS) - 1;
  private static final int SHIFT = 12;
  private static final int OFFSET = 128;
  private static final int ROUND = 1 << (SHIFT - 1);
  private static final long ROUND_ALL =
      ((long) ROUND << (2 * LANE_BITS)) | ((long) ROUND << LANE_BITS) | ROUND;
  private static final int FRACTION_SHIFT = 20;
  private static final int STRIDE_MASK = (1 << FRACTION_SHIFT) - 1;
  private static final byte[] CLAMPED = new byte[512];

  static {
    for (int i = 0; i < CLAMPED.length; i++) {
      CLAMPED[i] = (byte) Math.clamp(i - OFFSET, 0, 255);
    }
  }

  private final long[] nodes;
  private final int[] cells = new int[3 * 256];
  private final int[] fractions = new int[3 * 256];
  private final int toFar;

  PackedLattice(Lattice lattice) {
    int size = lattice.size();
    float[] values = lattice.values();
    // slots are interleaved so that a node's index is a sum of three table entries
    nodes = new long[size * size * size];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] =
          (lane(values[i * 3]) << (2 * LANE_BITS))
              | (lane(values[i * 3 + 1]) << LANE_BITS)
              | lane(values[i * 3 + 2]);
    }
    int[] strides = {1, size, size * size};
    toFar = strides[0] + strides[1] + strides[2];
    for (int channel = 0; channel < 3; channel++) {
      for (int level = 0; level < 256; level++) {
        int position = level * (size - 1);
        int cell = Math.min(position / 255, size - 2);
        int fraction = position - cell * 255;
        cells[channel * 256 + level] = cell * strides[channel];
        // the fraction on top and the stride below: sorting these sorts both at once
        fractions[channel * 256 + level] = (fraction << FRACTION_SHIFT) | strides[channel];
      }
    }
  }

  private static long lane(float value) {
    float level = Math.clamp(value * 255f, -OFFSET + 0.5f, 255f + OFFSET - 1.5f);
    return Math.round((level + OFFSET) * (double) (1 << SHIFT) / 255);
  }

  /**
   * Maps pixels in place.
   *
   * @param row interleaved, 8 bits a channel; the first three channels are RGB, others are left
   * @param pixels how many
   * @param channels 3 or 4
   */
  void map(byte[] row, int pixels, int channels) {
    long[] table = nodes;
    int end = pixels * channels;
    for (int at = 0; at < end; at += channels) {
      int r = row[at] & 0xFF;
      int g = 256 + (row[at + 1] & 0xFF);
      int b = 512 + (row[at + 2] & 0xFF);
      int fr = fractions[r];
      int fg = fractions[g];
      int fb = fractions[b];
      int larger = Math.max(fr, fg);
      int smaller = Math.min(fr, fg);
      int high = Math.max(larger, fb);
      int low = Math.min(smaller, fb);
      int middle = Math.max(smaller, Math.min(larger, fb));

      int near = cells[r] + cells[g] + cells[b];
      int second = near + (high & STRIDE_MASK);
      int third = second + (middle & STRIDE_MASK);
      int far = near + toFar;
      int weightHigh = high >>> FRACTION_SHIFT;
      int weightMiddle = middle >>> FRACTION_SHIFT;
      int weightLow = low >>> FRACTION_SHIFT;

      long sum =
          table[near] * (255 - weightHigh)
              + table[second] * (weightHigh - weightMiddle)
              + table[third] * (weightMiddle - weightLow)
              + table[far] * weightLow
              + ROUND_ALL;
      row[at] = CLAMPED[(int) (sum >>> (2 * LANE_BITS + SHIFT)) & 511];
      row[at + 1] = CLAMPED[(int) (sum >>> (LANE_BITS + SHIFT)) & 511];
      row[at + 2] = CLAMPED[(int) (sum & LANE_MASK) >>> SHIFT];
    }
  }
}
