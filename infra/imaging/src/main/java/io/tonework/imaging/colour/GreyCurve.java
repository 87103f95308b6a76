package io.tonework.imaging.colour;

import io.tonework.imaging.lattice.RgbFunction;

/**
 * What a colour map does to a grey picture, which stays grey: the luminance of the mapped neutral.
 */
public final class GreyCurve {
  // luminance of linear sRGB (IEC 61966-2-1)
  private static final double RED = 0.2126;
  private static final double GREEN = 0.7152;
  private static final double BLUE = 0.0722;

  private GreyCurve() {}

  /**
   * Tabulates the curve.
   *
   * @param map the colour map on sRGB
   * @param encoding how the picture's grey is encoded
   * @param levels 256 or 65,536
   * @return {@code int[levels]}: the new level of each level
   */
  public static int[] tabulate(RgbFunction map, ToneCurve encoding, int levels) {
    float[] neutral = new float[levels * 3];
    float[] mapped = new float[levels * 3];
    for (int level = 0; level < levels; level++) {
      double linear = encoding.toLinear(level / (levels - 1.0));
      float encoded = (float) ToneCurve.SRGB.toEncoded(linear);
      neutral[level * 3] = encoded;
      neutral[level * 3 + 1] = encoded;
      neutral[level * 3 + 2] = encoded;
    }
    map.map(neutral, mapped, levels);
    int[] table = new int[levels];
    for (int level = 0; level < levels; level++) {
      double luminance =
          RED * ToneCurve.SRGB.toLinear(mapped[level * 3])
              + GREEN * ToneCurve.SRGB.toLinear(mapped[level * 3 + 1])
              + BLUE * ToneCurve.SRGB.toLinear(mapped[level * 3 + 2]);
      double encoded = encoding.toEncoded(luminance) * (levels - 1);
      table[level] = (int) Math.clamp(Math.round(encoded), 0, levels - 1L);
    }
    return table;
  }
}
