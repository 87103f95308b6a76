package io.tonework.imaging;

import java.util.List;

/**
 * A finished picture as a file.
 *
 * @param bytes the file; owned by this record, not copied
 * @param format its format
 * @param width pixels, upright
 * @param height pixels, upright
 * @param bitsPerChannel 8 or 16
 * @param lost what the requested format has no place for, such as {@code IPTC}; empty when the
 *     format is that of the original
 */
@SuppressWarnings("ArrayRecordComponent") // files are never compared, and a copy costs megabytes
public record RenderedImage(
    byte[] bytes,
    ImageFormat format,
    int width,
    int height,
    int bitsPerChannel,
    List<String> lost) {
  /** Copies the list. */
  public RenderedImage {
    lost = List.copyOf(lost);
  }
}
