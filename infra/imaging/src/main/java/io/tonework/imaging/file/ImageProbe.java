package io.tonework.imaging.file;

import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.heif.HeifHeader;
import io.tonework.imaging.file.jpeg.JpegHeader;
import io.tonework.imaging.file.jpeg.JpegQuality;
import io.tonework.imaging.file.metadata.Chromaticities;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.png.PngHeader;
import io.tonework.imaging.file.tiff.TiffHeader;
import io.tonework.imaging.file.webp.WebpHeader;
import io.tonework.imaging.file.webp.WebpQuality;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads headers, for the codecs and for whoever must judge a file before it has a codec. */
public final class ImageProbe {
  private ImageProbe() {}

  /**
   * Reads the header and holds it against the limits.
   *
   * @throws io.tonework.imaging.fault.ImageException if the format is not accepted, the header
   *     cannot be read, or a limit is passed
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

  /** What the samples mean by the numbers of ITU-T H.273; empty if the file does not say so. */
  public static Optional<CodedColour> codedColour(byte[] file, ImageFormat format) {
    return switch (format) {
      case PNG -> PngHeader.parse(file).codedColour(file);
      case AVIF, HEIC -> HeifHeader.parse(file).codedColour();
      case JPEG, TIFF, WEBP, GIF, BMP, JXL, PSD, RAW, PDF, SVG -> Optional.empty();
    };
  }

  /** Primaries, white and gamma that a file gives by numbers; empty if it does not. */
  public static Optional<Chromaticities> chromaticities(byte[] file, ImageFormat format) {
    return format == ImageFormat.PNG
        ? PngHeader.parse(file).chromaticities(file)
        : Optional.empty();
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
   * With which quality the picture was written, 1..100 in the measure of its format; empty if that
   * cannot be told, as in HEIC and AVIF, or means nothing, as in lossless formats.
   */
  public static OptionalInt quality(byte[] file, ImageFormat format) {
    return switch (format) {
      case JPEG -> JpegQuality.estimate(file);
      case WEBP -> WebpQuality.estimate(file);
      case PNG, TIFF, AVIF, HEIC, GIF, BMP, JXL, PSD, RAW, PDF, SVG -> OptionalInt.empty();
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

  /** Whether the samples of a TIFF file are inks, usually CMYK. */
  public static boolean isSeparated(byte[] tiff) {
    return TiffHeader.parse(tiff).isSeparated();
  }

  /** Whether the pixels of a TIFF file are compressed. */
  public static boolean isCompressed(byte[] tiff) {
    return TiffHeader.parse(tiff).number(TiffHeader.COMPRESSION, 1) != 1;
  }
}
