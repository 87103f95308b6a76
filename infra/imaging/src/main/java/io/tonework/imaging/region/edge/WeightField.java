package io.tonework.imaging.region.edge;

import io.tonework.imaging.region.SoftMask;

/**
 * The weight of a region as a linear function of the pixel, on a coarse grid over the picture:
 * {@code clamp(red * r + green * g + blue * b + offset)} with colours in the picture's own
 * encoding, 0..1. Between grid points the four coefficients are interpolated.
 *
 * @param width grid points across
 * @param height grid points down
 * @param red {@code float[height * width]}; empty if the weight does not depend on the colour, as
 *     are {@code green} and {@code blue}
 * @param green as red
 * @param blue as red
 * @param offset {@code float[height * width]}
 * @param kind {@code byte[height * width]}: {@link #OUTSIDE}, {@link #INSIDE} or {@link #MIXED}
 */
@SuppressWarnings("ArrayRecordComponent") // working memory of one picture, never compared
public record WeightField(
    int width, int height, float[] red, float[] green, float[] blue, float[] offset, byte[] kind) {
  /** The weight is 0 whatever the colour. */
  static final byte OUTSIDE = 0;

  /** The weight is 1 whatever the colour. */
  public static final byte INSIDE = 1;

  /** The weight must be computed. */
  public static final byte MIXED = 2;

  private static final float[] NONE = {};

  /**
   * The mask as it is, or shrunk to the picture if it is larger.
   *
   * @param pictureWidth pixels
   * @param pictureHeight pixels
   */
  public static WeightField plain(SoftMask mask, int pictureWidth, int pictureHeight) {
    int width = Math.min(mask.width(), pictureWidth);
    int height = Math.min(mask.height(), pictureHeight);
    float[] offset = mask.resampled(width, height);
    byte[] kind = new byte[offset.length];
    for (int i = 0; i < kind.length; i++) {
      kind[i] = offset[i] == 0 ? OUTSIDE : offset[i] == 1 ? INSIDE : MIXED;
    }
    return new WeightField(width, height, NONE, NONE, NONE, offset, kind);
  }

  /** Whether the weight depends on the pixel's colour. */
  public boolean isGuided() {
    return red.length > 0;
  }
}
