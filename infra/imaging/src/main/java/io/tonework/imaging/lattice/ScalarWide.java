package io.tonework.imaging.lattice;

/** The reference kernel for 16-bit pixels: plain loops, one pixel at a time. */
final class ScalarWide implements WideKernel {
  private static final int STRIDE_BITS = 15;
  private static final int STRIDE_MASK = (1 << STRIDE_BITS) - 1;

  @Override
  public void map(
      WideLattice lattice, WideRun run, short[] pixels, int from, int count, int channels) {
    long[] nodes = lattice.nodes();
    int size = lattice.size();
    double scale = lattice.scale();
    double offset = lattice.offset();
    for (int at = from; at < from + count * channels; at += channels) {
      int red = (pixels[at] & 0xFFFF) * (size - 1);
      int green = (pixels[at + 1] & 0xFFFF) * (size - 1);
      int blue = (pixels[at + 2] & 0xFFFF) * (size - 1);
      int cellR = red / WideLattice.FULL;
      int cellG = green / WideLattice.FULL;
      int cellB = blue / WideLattice.FULL;
      int near = cellR + cellG * size + cellB * size * size;
      // the fraction on top and the stride below: sorting these sorts both at once
      int r = (red - cellR * WideLattice.FULL) << STRIDE_BITS | 1;
      int g = (green - cellG * WideLattice.FULL) << STRIDE_BITS | size;
      int b = (blue - cellB * WideLattice.FULL) << STRIDE_BITS | size * size;
      int high = Math.max(r, Math.max(g, b));
      int low = Math.min(r, Math.min(g, b));
      int middle = Math.max(Math.min(r, g), Math.min(Math.max(r, g), b));
      int second = near + (high & STRIDE_MASK);
      int third = second + (middle & STRIDE_MASK);
      int weightHigh = high >>> STRIDE_BITS;
      int weightMiddle = middle >>> STRIDE_BITS;
      int weightLow = low >>> STRIDE_BITS;
      double nearPart = (WideLattice.FULL - weightHigh) * scale;
      double secondPart = (weightHigh - weightMiddle) * scale;
      double thirdPart = (weightMiddle - weightLow) * scale;
      double farPart = weightLow * scale;
      for (int c = 0; c < 3; c++) {
        int shift = (2 - c) * WideLattice.LANE_BITS;
        double sum =
            lane(nodes[near], shift) * nearPart
                + lane(nodes[second], shift) * secondPart
                + lane(nodes[third], shift) * thirdPart
                + lane(nodes[near + lattice.toFar()], shift) * farPart;
        pixels[at + c] = (short) Math.rint(Math.clamp(sum - offset, 0, WideLattice.FULL));
      }
    }
  }

  private static double lane(long node, int shift) {
    return (int) (node >>> shift) & WideLattice.LANE_MASK;
  }
}
