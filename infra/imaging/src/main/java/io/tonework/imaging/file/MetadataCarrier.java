package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.heif.HeifWriter;
import io.tonework.imaging.file.jpeg.JpegWriter;
import io.tonework.imaging.file.metadata.ExifBlock;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.PhotoshopResources;
import io.tonework.imaging.file.metadata.XmpPacket;
import io.tonework.imaging.file.png.PngWriter;
import io.tonework.imaging.file.tiff.TiffTags;
import io.tonework.imaging.file.webp.WebpWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries metadata from an original into a freshly encoded file, block by block and not through a
 * codec, so that what is not understood here arrives byte for byte, and both codecs do the same.
 */
public final class MetadataCarrier {
  /** What {@link #lost} calls a colour profile that cannot be read. */
  public static final String BROKEN_PROFILE = "broken ICC profile";

  /** What {@link #lost} calls a colour space in which nothing can be rendered, such as CMYK. */
  public static final String CONVERTED = "colour space (now sRGB)";

  /** What is warned of when a colour profile was not used. */
  public static final String PROFILE_UNUSED =
      "the embedded colour profile cannot be used; the photo was taken for sRGB";

  private MetadataCarrier() {}

  /**
   * The metadata as it must be for the result: orientation 1, no previews, Software set, position
   * removed if so wished.
   *
   * @param width pixels of the result, upright
   * @param height pixels of the result, upright
   */
  public static Metadata forRendered(
      Metadata original, int width, int height, EncodeOptions options) {
    byte[] exif = original.exif();
    if (exif != null) {
      exif = ExifBlock.forRendered(exif, width, height, options.stripGps(), options.software());
    } else if (options.software() != null) {
      exif = ExifBlock.fresh(options.software());
    }
    byte[] xmp = original.xmp();
    byte[] photoshop = original.photoshop();
    return new Metadata(
        exif,
        xmp == null
            ? null
            : XmpPacket.forRendered(xmp, width, height, options.stripGps(), options.software()),
        photoshop == null ? null : PhotoshopResources.withoutPreview(photoshop),
        original.icc());
  }

  /**
   * A decoded picture with what its original says of it: upright, since it was decoded so.
   *
   * @param tiff the picture, whose own profile stays
   */
  public static byte[] withDescription(byte[] tiff, Metadata original) {
    TiffFile file = new TiffFile(tiff);
    EncodeOptions unchanged = new EncodeOptions(null, null, false, null);
    Metadata metadata = forRendered(original, file.info().width(), file.info().height(), unchanged);
    return TiffTags.inject(file.bytes(), metadata.withIcc(null));
  }

  /**
   * Puts metadata into a file that has none.
   *
   * @param encoded the file as the encoder wrote it
   * @param original the original, for what only a file of the same format can hold, such as
   *     comments; null if there is none
   */
  public static byte[] inject(
      PictureFile encoded, Metadata metadata, @Nullable PictureFile original) {
    return switch (encoded) {
      case JpegFile file ->
          JpegWriter.inject(
              file.header(), metadata, original instanceof JpegFile jpeg ? jpeg.header() : null);
      case PngFile file ->
          PngWriter.inject(
              file.header(), metadata, original instanceof PngFile png ? png.header() : null);
      case WebpFile file -> WebpWriter.inject(file.header(), metadata);
      case TiffFile file -> TiffTags.inject(file.bytes(), metadata);
      case HeifFile file -> HeifWriter.inject(file.header(), metadata);
    };
  }

  /**
   * Which blocks of the original are not in the result: those that the format has no place for, and
   * those that are never carried.
   *
   * @param format of the result
   * @param metadata what is put into the result
   * @param original the original
   * @param converted whether the pixels had to be converted to sRGB
   * @param brokenProfile whether the original's colour profile was left out as it cannot be read
   */
  public static List<String> lost(
      ImageFormat format,
      Metadata metadata,
      PictureFile original,
      boolean brokenProfile,
      boolean converted) {
    List<String> lost = new ArrayList<>(original.dropped(format));
    if (brokenProfile) {
      lost.add(BROKEN_PROFILE);
    }
    if (converted) {
      lost.add(CONVERTED);
    }
    byte[] xmp = original.metadata().xmp();
    if (xmp != null) {
      XmpPacket.dropped(xmp).stream().filter(name -> !lost.contains(name)).forEach(lost::add);
    }
    if (!format.holdsPhotoshopResources() && metadata.photoshop() != null) {
      lost.add("IPTC");
    }
    return lost;
  }
}
