package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.Turn;
import java.util.Set;

/**
 * The file of a photo: what it is, told by its bytes and parsed once, and what it says of the photo
 * beside its pixels. A {@link PictureFile} tells everything by its header; an {@link
 * UndevelopedFile} must be turned into one first.
 *
 * <p>The bytes are not copied: whoever changes them afterwards changes the answers. Thread-safe.
 */
public sealed interface PhotoFile permits PictureFile, UndevelopedFile {
  /**
   * Tells the format and reads the header. No pixel is decoded and no limit is checked.
   *
   * @param bytes the whole file; or its beginning, if that is known to hold what is asked for
   * @param switchedOn opt-in formats that are read here
   * @throws io.tonework.imaging.fault.UnsupportedImage if it is no photo of a format that is read,
   *     naming what it is
   * @throws io.tonework.imaging.fault.CorruptImage if the header cannot be read
   */
  static PhotoFile of(byte[] bytes, Set<ImageFormat> switchedOn) {
    ImageFormat format = ImageSniffer.require(bytes, switchedOn);
    return switch (format) {
      case JPEG -> new JpegFile(bytes);
      case PNG -> new PngFile(bytes);
      case TIFF -> new TiffFile(bytes);
      case WEBP -> new WebpFile(bytes);
      case AVIF, HEIC -> new HeifFile(bytes, format);
      case JXL -> new JxlFile(bytes);
      case RAW -> new RawFile(bytes);
    };
  }

  /** The file itself: not a copy, and not to be written to. */
  byte[] bytes();

  /** Its format. */
  ImageFormat format();

  /**
   * The metadata blocks of the photo; gathered once.
   *
   * @throws io.tonework.imaging.fault.CorruptImage if a block lies outside the file
   */
  Metadata metadata();

  /**
   * How a finished picture stands against the one that is stored in this file, if it was decoded as
   * it is to be shown.
   *
   * @param to the format that the finished picture is written in
   * @param width pixels of the finished picture
   * @param height pixels of the finished picture
   */
  Turn turn(ImageFormat to, int width, int height);
}
