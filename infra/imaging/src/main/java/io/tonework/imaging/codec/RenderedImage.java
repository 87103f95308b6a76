package io.tonework.imaging.codec;

import io.tonework.imaging.file.format.ImageFormat;
import java.util.List;

/**
 * A finished picture as a file.
 *
 * @param bytes the file; owned by this record, not copied
 * @param format its format
 * @param width pixels, upright
 * @param height pixels, upright
 * @param bitsPerChannel of the file: 8, 10, 12 or 16
 * @param lost metadata of the original that are not in the file: what the format has no place for,
 *     such as {@code IPTC}; what speaks of other pixels, such as {@code C2PA}, {@code MPF} and
 *     {@code gain map}; blocks that are not known, such as {@code APP3 Meta}; and a colour space
 *     that could not be kept. Previews are not named
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
