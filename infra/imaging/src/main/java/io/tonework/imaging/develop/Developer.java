package io.tonework.imaging.develop;

import io.tonework.imaging.ImageFormat;
import io.tonework.imaging.ImageInfo;
import io.tonework.imaging.ImageLimits;
import io.tonework.imaging.container.UndevelopedFile;

/** Turns files of one opt-in format into TIFF. Thread-safe. */
public interface Developer {
  /** The format that it reads. */
  ImageFormat format();

  /** What does the work, such as {@code dcraw_emu}. */
  String name();

  /**
   * Reads the header only.
   *
   * @throws io.tonework.imaging.CorruptImage if it cannot be read
   */
  ImageInfo measure(UndevelopedFile file);

  /**
   * Decodes the picture: upright, of 8 or 16 bits, uncompressed, with profile and metadata.
   *
   * @param limits the TIFF must not be larger than {@link ImageLimits#maxBytes}
   * @throws io.tonework.imaging.ImageException if it cannot be decoded
   */
  Developed develop(UndevelopedFile file, ImageLimits limits);
}
