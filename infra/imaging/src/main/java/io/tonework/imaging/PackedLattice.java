package io.tonework.imaging;

/**
 * A lattice made for 8-bit pixels: exact integer arithmetic, three channels in one long.
 *
 * <p>An 8-bit level v lies at {@code v * (size - 1) = 255 * cell + fraction}, all integers, so the
 * four barycentric weights are integers that add up to 255. A node holds its three channels in
 * three lanes of 21 bits as {@code level * 8192 / 255}; the weighted sum of four nodes stays below
 * 2^21, needs one multiplication a node for all channels, and is rounded by adding a half and
 * shifting by 13. A map that leaves 0..1 is held as {@code (level + 128) * 4096 / 255} instead, and
 * clamped after interpolating, not before. The error against exact arithmetic is below 1/32 of a
 * level before rounding; the identity is exact.
 *
 * <p>Cells and weights are found for as many pixels at a time as a vector has lanes; the nodes are
 * fetched by plain loads, since eight of those cost less than one gather. Immutable and
 * thread-safe.
 */
final class PackedLattice {
  private static final int LANE_BITS = 21;
  private static final int LANE_MASK = (1 << LANE_BITS) - 1;
  private static final int CLAMP_OFFSET = 128;
  private static final byte[] CLAMPED = new byte[512];

  static {
    for (int i = 0; i < CLAMPED.length; i++) {
      CLAMPED[i] = (byte) Math.clamp(i - CLAMP_OFFSET, 0, 255);
    }
  }

  private final int size;
  private final long[] nodes;
  private final boolean inside;

  PackedLattice(Lattice lattice) {
    size = lattice.size();
    float[] values = lattice.values();
    inside = isInside(values);
    int count = size * size * size;
    // a power of two, so that masking an index proves it to be in bounds
    nodes = new long[Integer.highestOneBit(count) * 2];
    for (int i = 0; i < count; i++) {
      nodes[i] =
          (lane(values[i * 3]) << (2 * LANE_BITS))
              | (lane(values[i * 3 + 1]) << LANE_BITS)
              | lane(values[i * 3 + 2]);
    }
  }

  private static boolean isInside(float[] values) {
    for (float value : values) {
      if (value < 0 || value > 1) {
        return false;
      }
    }
    return true;
  }

  private long lane(float value) {
    if (inside) {
      return Math.round(value * (double) (1 << 13));
    }
    float level = Math.clamp(value * 255f, 0.5f - CLAMP_OFFSET, 253.5f + CLAMP_OFFSET);
    return Math.round((level + CLAMP_OFFSET) * (double) (1 << 12) / 255);
  }

  /**
   * Maps pixels in place.
   *
   * @param row interleaved, 8 bits a channel; the first three channels are RGB, others are left
   * @param pixels how many
   * @param channels 3 or 4
   */
  void map(byte[] row, int pixels, int channels) {
    Cells cells = Cells.create();
    for (int start = 0; start < pixels; start += Cells.PIXELS) {
      int count = Math.min(Cells.PIXELS, pixels - start);
      if (channels == 3) {
        split(row, start * 3, count, cells);
        cells.locate(count, size);
        mix(row, start * 3, count, cells);
      } else {
        split4(row, start * 4, count, cells);
        cells.locate(count, size);
        mix4(row, start * 4, count, cells);
      }
    }
  }

  // The compiler proves bounds and unrolls only loops of a fixed step, hence each loop twice.

  private static void split(byte[] row, int from, int count, Cells cells) {
    int[] red = cells.red;
    int[] green = cells.green;
    int[] blue = cells.blue;
    for (int i = 0; i < count; i++) {
      red[i] = row[from + i * 3] & 0xFF;
      green[i] = row[from + i * 3 + 1] & 0xFF;
      blue[i] = row[from + i * 3 + 2] & 0xFF;
    }
  }

  private static void split4(byte[] row, int from, int count, Cells cells) {
    for (int i = 0; i < count; i++) {
      cells.red[i] = row[from + i * 4] & 0xFF;
      cells.green[i] = row[from + i * 4 + 1] & 0xFF;
      cells.blue[i] = row[from + i * 4 + 2] & 0xFF;
    }
  }

  private void mix(byte[] row, int from, int count, Cells cells) {
    if (inside) {
      mixInside(row, from, count, cells);
      return;
    }
    for (int i = 0; i < count; i++) {
      long sum = sum(cells, i) + half(1 << 11);
      int at = from + i * 3;
      row[at] = CLAMPED[(int) (sum >>> (2 * LANE_BITS + 12)) & 511];
      row[at + 1] = CLAMPED[(int) (sum >>> (LANE_BITS + 12)) & 511];
      row[at + 2] = CLAMPED[((int) sum & LANE_MASK) >>> 12];
    }
  }

  private void mixInside(byte[] row, int from, int count, Cells cells) {
    long[] table = nodes;
    int mask = table.length - 1;
    int far = 1 + size + size * size;
    long half = half(1 << 12);
    int[] near = cells.near;
    int[] second = cells.second;
    int[] third = cells.third;
    int[] weightNear = cells.weightNear;
    int[] weightSecond = cells.weightSecond;
    int[] weightThird = cells.weightThird;
    int[] weightFar = cells.weightFar;
    for (int i = 0; i < count; i++) {
      long sum =
          table[near[i] & mask] * weightNear[i]
              + table[second[i] & mask] * weightSecond[i]
              + table[third[i] & mask] * weightThird[i]
              + table[(near[i] + far) & mask] * weightFar[i]
              + half;
      int at = from + i * 3;
      row[at] = (byte) (sum >>> (2 * LANE_BITS + 13));
      row[at + 1] = (byte) (sum >>> (LANE_BITS + 13));
      row[at + 2] = (byte) (sum >>> 13);
    }
  }

  private void mix4(byte[] row, int from, int count, Cells cells) {
    int shift = inside ? 13 : 12;
    long half = half(1 << (shift - 1));
    for (int i = 0; i < count; i++) {
      long sum = sum(cells, i) + half;
      int at = from + i * 4;
      int red = (int) (sum >>> (2 * LANE_BITS + shift));
      int green = (int) (sum >>> LANE_BITS) & LANE_MASK;
      int blue = (int) sum & LANE_MASK;
      row[at] = inside ? (byte) red : CLAMPED[red & 511];
      row[at + 1] = inside ? (byte) (green >>> shift) : CLAMPED[green >>> shift];
      row[at + 2] = inside ? (byte) (blue >>> shift) : CLAMPED[blue >>> shift];
    }
  }

  private long sum(Cells cells, int i) {
    int mask = nodes.length - 1;
    int far = cells.near[i] + 1 + size + size * size;
    return nodes[cells.near[i] & mask] * cells.weightNear[i]
        + nodes[cells.second[i] & mask] * cells.weightSecond[i]
        + nodes[cells.third[i] & mask] * cells.weightThird[i]
        + nodes[far & mask] * cells.weightFar[i];
  }

  private static long half(int round) {
    return ((long) round << (2 * LANE_BITS)) | ((long) round << LANE_BITS) | round;
  }
}
