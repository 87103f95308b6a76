package io.tonework.imaging.file.format;

import io.tonework.imaging.fault.CorruptImage;

/**
 * What the header of a file says, read without decoding a pixel.
 *
 * @param format the file format
 * @param width pixels as stored, before {@code orientation} is applied
 * @param height pixels as stored, before {@code orientation} is applied
 * @param channels samples per pixel as stored: 1 grey, 2 grey and alpha, 3 RGB or YCbCr, 4 RGB and
 *     alpha or CMYK
 * @param bitsPerChannel 1..32
 * @param orientation the EXIF orientation, 1..8; 1 when there is none
 * @param hasIcc whether a colour profile is embedded
 * @param frames pictures in the file; 1 when the header does not say
 */
public record ImageInfo(
    ImageFormat format,
    int width,
    int height,
    int channels,
    int bitsPerChannel,
    int orientation,
    boolean hasIcc,
    int frames) {
  /** Checks the ranges. */
  public ImageInfo {
    if (width < 1 || height < 1) {
      throw new CorruptImage("the header claims " + width + " x " + height + " pixels");
    }
    if (orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException("orientation must be from 1 to 8, not " + orientation);
    }
  }

  /** Number of pixels. */
  public long pixels() {
    return (long) width * height;
  }

  /** Width in pixels when shown upright, that is with the orientation applied. */
  public int uprightWidth() {
    return orientation >= 5 ? height : width;
  }

  /** Height in pixels when shown upright, that is with the orientation applied. */
  public int uprightHeight() {
    return orientation >= 5 ? width : height;
  }
}
