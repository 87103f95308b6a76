package io.tonework.imaging.codec.vips;

import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.rows.RegionRows;

/** The small copy of a photo by which masks are fitted to its edges. */
final class Guide {
  private Guide() {}

  /**
   * A small copy with the very numbers that the rows will have. One of a JPEG is what its decoder
   * makes at the least cost.
   *
   * @param in the photo
   * @param converted whether the rows are converted to sRGB
   */
  static RgbImage of(VipsFile in, PictureFile file, boolean converted) {
    ImageInfo info = file.info();
    int factor = info.format() == ImageFormat.JPEG && !converted ? shrinking(info) : 1;
    if (factor > 1) {
      try (VipsImage small = in.openShrunk(factor);
          VipsImage upright = small.upright(info.orientation())) {
        return Flat.rgb(upright);
      }
    }
    try (VipsImage small = in.thumbnail(file, RegionRows.GUIDE_SIDE, converted)) {
      return Flat.rgb(small);
    }
  }

  /** The most that a decoder may shrink a photo so that it still is a guide. */
  private static int shrinking(ImageInfo info) {
    int side = Math.max(info.width(), info.height());
    int factor = 8;
    while (factor > 1 && side < factor * RegionRows.LEAST_GUIDE_SIDE) {
      factor /= 2;
    }
    return side <= factor * 2 * RegionRows.LEAST_GUIDE_SIDE ? factor : 1;
  }
}
