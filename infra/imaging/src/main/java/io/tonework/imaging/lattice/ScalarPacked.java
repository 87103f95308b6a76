package io.tonework.imaging.lattice;

/** The reference kernel for 8-bit pixels: plain loops, one pixel at a time. */
final class ScalarPacked implements PackedKernel {
  private static final int FRACTION_SHIFT = 20;
  private static final int STRIDE_MASK = (1 << FRACTION_SHIFT) - 1;

  @Override
  public void map(
      PackedLattice lattice, PixelRun run, byte[] pixels, int from, int count, int channels) {
    long[] nodes = lattice.nodes();
    int size = lattice.size();
    int shift = lattice.shift();
    int offset = lattice.offset();
    for (int at = from; at < from + count * channels; at += channels) {
      int red = (pixels[at] & 0xFF) * (size - 1);
      int green = (pixels[at + 1] & 0xFF) * (size - 1);
      int blue = (pixels[at + 2] & 0xFF) * (size - 1);
      int near = red / 255 + green / 255 * size + blue / 255 * size * size;
      // the fraction on top and the stride below: sorting these sorts both at once
      int r = (red % 255) << FRACTION_SHIFT | 1;
      int g = (green % 255) << FRACTION_SHIFT | size;
      int b = (blue % 255) << FRACTION_SHIFT | size * size;
      int high = Math.max(r, Math.max(g, b));
      int low = Math.min(r, Math.min(g, b));
      int middle = Math.max(Math.min(r, g), Math.min(Math.max(r, g), b));
      int second = near + (high & STRIDE_MASK);
      int third = second + (middle & STRIDE_MASK);
      int weightHigh = high >>> FRACTION_SHIFT;
      int weightMiddle = middle >>> FRACTION_SHIFT;
      int weightLow = low >>> FRACTION_SHIFT;
      long sum =
          nodes[near] * (255 - weightHigh)
              + nodes[second] * (weightHigh - weightMiddle)
              + nodes[third] * (weightMiddle - weightLow)
              + nodes[near + lattice.toFar()] * weightLow
              + lattice.half();
      pixels[at] = level(sum >>> (2 * PackedLattice.LANE_BITS), shift, offset);
      pixels[at + 1] = level(sum >>> PackedLattice.LANE_BITS, shift, offset);
      pixels[at + 2] = level(sum, shift, offset);
    }
  }

  private static byte level(long lane, int shift, int offset) {
    int level = (int) (lane & PackedLattice.LANE_MASK) >>> shift;
    return (byte) Math.clamp(level - offset, 0, 255);
  }
}
