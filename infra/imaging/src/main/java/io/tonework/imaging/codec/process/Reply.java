package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.pixels.RgbImage;
import java.util.Set;

/** What a codec process answers. */
sealed interface Reply {
  /**
   * Said once, when the process can work.
   *
   * @param codec name and version of the codec that it runs
   * @param decodes formats that it reads
   * @param encodes formats that it writes
   */
  record Ready(String codec, Set<ImageFormat> decodes, Set<ImageFormat> encodes) implements Reply {
    /** Copies the sets. */
    public Ready {
      decodes = Set.copyOf(decodes);
      encodes = Set.copyOf(encodes);
    }
  }

  /** The header of a file. */
  record Probed(ImageInfo info) implements Reply {}

  /** A small version. */
  record Small(RgbImage image) implements Reply {}

  /** The finished photo. */
  record Finished(RenderedImage image) implements Reply {}

  /** The file cannot be turned into a picture. */
  record Refused(Refusal reason, String message) implements Reply {}

  /** The process failed at something else than the file, and ends. */
  record Faulty(String message) implements Reply {}
}
