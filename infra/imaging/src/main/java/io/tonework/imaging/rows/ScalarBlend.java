package io.tonework.imaging.rows;

/** The reference kernel for blending: plain loops, one pixel at a time. */
final class ScalarBlend implements BlendKernel {
  private static final float UNIT = 1f / 255;

  @Override
  public void weigh(
      RegionWeights.Row row, int x, byte[] pixels, int count, int channels, int[] weights) {
    for (int i = 0, at = 0; i < count; i++, at += channels) {
      weights[i] =
          row.weight(x + i, pixels[at] & 0xFF, pixels[at + 1] & 0xFF, pixels[at + 2] & 0xFF, UNIT);
    }
  }

  @Override
  public void mix(
      byte[] outside, byte[] inside, int[] weights, int count, int channels, byte[] mixed) {
    for (int i = 0, at = 0; i < count; i++) {
      for (int c = 0; c < channels; c++, at++) {
        int sum =
            (outside[at] & 0xFF) * (RegionWeights.ONE - weights[i])
                + (inside[at] & 0xFF) * weights[i];
        mixed[at] = (byte) ((sum + RegionWeights.ONE / 2) / RegionWeights.ONE);
      }
    }
  }
}
