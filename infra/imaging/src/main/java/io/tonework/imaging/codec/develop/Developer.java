package io.tonework.imaging.codec.develop;

import io.tonework.imaging.file.UndevelopedFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;

/** Turns files of one opt-in format into TIFF. Thread-safe. */
public interface Developer {
  /** The format that it reads. */
  ImageFormat format();

  /** What does the work, such as {@code dcraw_emu}. */
  String name();

  /**
   * Reads the header only.
   *
   * @throws io.tonework.imaging.fault.CorruptImage if it cannot be read
   */
  ImageInfo measure(UndevelopedFile file);

  /**
   * Decodes the picture: upright, of 8 or 16 bits, uncompressed, with profile and metadata.
   *
   * @param limits the TIFF must not be larger than {@link ImageLimits#maxBytes}
   * @throws io.tonework.imaging.fault.ImageException if it cannot be decoded
   */
  Developed develop(UndevelopedFile file, ImageLimits limits);
}
