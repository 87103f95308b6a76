package io.tonework.imaging.codec.vips;

import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.Optional;

/**
 * A picture that can be mapped where it is: upright, 8 or 16 bits, in a space of curves and matrix;
 * converted to sRGB if it was not.
 *
 * @param image the picture
 * @param colour what its numbers mean
 * @param metadata its blocks, with the profile that it now has
 * @param owned whether closing this closes the picture; false where it is the one that was loaded
 * @param converted whether its numbers were converted
 */
record PreparedImage(
    VipsImage image, PhotoColour colour, Metadata metadata, boolean owned, boolean converted)
    implements AutoCloseable {
  /**
   * Prepares a picture.
   *
   * @param orientation by which it is turned, 1..8
   */
  static PreparedImage of(VipsImage loaded, Metadata metadata, int orientation) {
    boolean isUpright = orientation == 1;
    int format = loaded.format();
    if (format != VipsImage.UCHAR && format != VipsImage.USHORT) {
      throw new UnsupportedImage(
          "only 8 and 16 bits a channel are rendered, neither 32 bits nor floating point;"
              + " convert the picture to 16 bits");
    }
    VipsImage upright = isUpright ? loaded : loaded.upright(orientation);
    try {
      boolean cmyk = upright.interpretation() == VipsImage.CMYK;
      int colours = upright.bands() < 3 ? 1 : 3;
      Optional<PhotoColour> known = cmyk ? Optional.empty() : PhotoColour.of(metadata, colours);
      if (known.isPresent()) {
        return new PreparedImage(upright, known.get(), metadata, !isUpright, false);
      }
      VipsImage converted = upright.toSrgbByProfile();
      Metadata now = metadata.withIcc(converted.blob("icc-profile-data"));
      return new PreparedImage(converted, PhotoColour.of(now, 3).orElseThrow(), now, true, true);
    } catch (RuntimeException e) {
      if (!isUpright) {
        upright.close();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (owned) {
      image.close();
    }
  }
}
