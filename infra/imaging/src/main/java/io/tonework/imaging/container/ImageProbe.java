package io.tonework.imaging.container;

import io.tonework.imaging.ImageFormat;
import io.tonework.imaging.ImageInfo;
import io.tonework.imaging.ImageLimits;
import io.tonework.imaging.ImageSniffer;
import io.tonework.imaging.UnsupportedImage;

/** Reads headers, for the codecs and for whoever must judge a file before it has a codec. */
public final class ImageProbe {
  private ImageProbe() {}

  /**
   * Reads the header and holds it against the limits.
   *
   * @throws io.tonework.imaging.ImageException if the format is not accepted, the header cannot be
   *     read, or a limit is passed
   */
  public static ImageInfo probe(byte[] file, ImageLimits limits) {
    limits.checkBytes(file.length);
    ImageFormat format = ImageSniffer.require(file);
    ImageInfo info =
        switch (format) {
          case JPEG -> JpegHeader.parse(file).info(file);
          case PNG -> PngHeader.parse(file).info(file);
          case TIFF -> TiffHeader.parse(file).info();
          case WEBP -> WebpHeader.parse(file).info(file);
          case AVIF, HEIC -> HeifHeader.parse(file).info(format);
          case GIF, BMP, JXL, PSD, RAW, PDF, SVG ->
              throw new UnsupportedImage(format + " is not accepted");
        };
    limits.check(info);
    return info;
  }

  /** The metadata blocks of a file. */
  public static Metadata metadata(byte[] file, ImageFormat format) {
    return switch (format) {
      case JPEG -> JpegHeader.parse(file).metadata(file);
      case PNG -> PngHeader.parse(file).metadata(file);
      case TIFF -> TiffHeader.parse(file).metadata();
      case WEBP -> WebpHeader.parse(file).metadata(file);
      case AVIF, HEIC -> HeifHeader.parse(file).metadata();
      case GIF, BMP, JXL, PSD, RAW, PDF, SVG -> Metadata.NONE;
    };
  }

  /**
   * Whether the pixels of a file came through its encoding unchanged, as far as the format says.
   */
  public static boolean isLossless(byte[] file, ImageFormat format) {
    return switch (format) {
      case PNG, TIFF -> true;
      case WEBP -> WebpHeader.parse(file).chunks().stream().anyMatch(c -> c.type().equals("VP8L"));
      case JPEG, AVIF, HEIC, GIF, BMP, JXL, PSD, RAW, PDF, SVG -> false;
    };
  }

  /**
   * Whether a copy of the picture may halve its colour differences both ways: if the original has
   * them so; where it does not say, if the quality of the copy is below 90.
   *
   * @param quality of the copy, 1..100
   */
  public static boolean isChromaHalved(byte[] file, ImageFormat format, int quality) {
    return switch (format) {
      case JPEG -> JpegHeader.parse(file).chromaHalvedBothWays();
      case AVIF, HEIC -> HeifHeader.parse(file).chromaHalvedBothWays().orElse(quality < 90);
      case WEBP -> !isLossless(file, format);
      case PNG, TIFF, GIF, BMP, JXL, PSD, RAW, PDF, SVG -> quality < 90;
    };
  }

  /** Whether the pixels of a TIFF file are compressed. */
  public static boolean isCompressed(byte[] tiff) {
    return TiffHeader.parse(tiff).number(TiffHeader.COMPRESSION, 1) != 1;
  }
}
