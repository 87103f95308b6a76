package io.tonework.imaging.colour;

/** What the numbers of an RGB picture mean. Implementations are thread-safe. */
public sealed interface RgbSpace permits MatrixSpace, TableSpace {
  /** What pictures without a profile are taken to be. */
  RgbSpace SRGB =
      new MatrixSpace(MatrixSpace.SRGB_TO_XYZ, ToneCurve.SRGB, ToneCurve.SRGB, ToneCurve.SRGB);

  /** Adobe RGB (1998), gamma 563/256. */
  RgbSpace ADOBE =
      new MatrixSpace(
          MatrixSpace.ADOBE_TO_XYZ,
          ToneCurve.gamma(563 / 256.0),
          ToneCurve.gamma(563 / 256.0),
          ToneCurve.gamma(563 / 256.0));

  /** Whether values of this space can be used as sRGB: the profile is one of sRGB's many. */
  boolean isSrgb();

  /**
   * Converts one colour in place to extended sRGB: encoded, with values below 0 and above 1 for
   * colours that sRGB cannot show.
   *
   * @param rgb {@code double[3]}, encoded in this space, 0..1
   */
  void toSrgb(double[] rgb);

  /** The way back from extended sRGB, in place. */
  void fromSrgb(double[] rgb);
}
