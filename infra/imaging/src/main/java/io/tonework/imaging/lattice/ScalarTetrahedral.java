package io.tonework.imaging.lattice;

/** The reference: one colour at a time, as the definition reads. */
final class ScalarTetrahedral implements TetrahedralInterpolator {
  static final ScalarTetrahedral INSTANCE = new ScalarTetrahedral();

  @Override
  public void map(Lattice lattice, float[] rgb, float[] out, int points) {
    int size = lattice.size();
    float[] nodes = lattice.array();
    int strideR = 3;
    int strideG = size * 3;
    int strideB = size * size * 3;
    for (int p = 0; p < points * 3; p += 3) {
      float r = position(rgb[p], size);
      float g = position(rgb[p + 1], size);
      float b = position(rgb[p + 2], size);
      int cellR = cell(r, size);
      int cellG = cell(g, size);
      int cellB = cell(b, size);
      float fr = r - cellR;
      float fg = g - cellG;
      float fb = b - cellB;
      int near = cellR * strideR + cellG * strideG + cellB * strideB;
      int far = near + strideR + strideG + strideB;

      // the path from the near to the far corner steps along the axis with the largest fraction
      // first and the smallest last
      int first;
      int last;
      if (fr >= fg) {
        first = fr >= fb ? strideR : strideB;
        last = fg >= fb ? strideB : strideG;
      } else {
        first = fg >= fb ? strideG : strideB;
        last = fr >= fb ? strideB : strideR;
      }
      float high = Math.max(fr, Math.max(fg, fb));
      float low = Math.min(fr, Math.min(fg, fb));
      float middle = Math.max(Math.min(fr, fg), Math.min(Math.max(fr, fg), fb));
      mix(nodes, near, near + first, far - last, far, high, middle, low, out, p);
    }
  }

  private static void mix(
      float[] nodes,
      int near,
      int second,
      int third,
      int far,
      float high,
      float middle,
      float low,
      float[] out,
      int p) {
    for (int c = 0; c < 3; c++) {
      out[p + c] =
          (1 - high) * nodes[near + c]
              + (high - middle) * nodes[second + c]
              + (middle - low) * nodes[third + c]
              + low * nodes[far + c];
    }
  }

  private static float position(float value, int size) {
    return Math.clamp(value, 0f, 1f) * (size - 1);
  }

  private static int cell(float position, int size) {
    return Math.min((int) position, size - 2);
  }
}
