package io.tonework.imaging.codec;

import io.tonework.imaging.file.format.ImageFormat;
import java.util.List;
import java.util.stream.Stream;

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
 * @param warnings what is doubtful about the picture itself: a part that was missing, a colour
 *     profile that could not be used; in plain words, empty when there is nothing to say
 */
@SuppressWarnings("ArrayRecordComponent") // files are never compared, and a copy costs megabytes
public record RenderedImage(
    byte[] bytes,
    ImageFormat format,
    int width,
    int height,
    int bitsPerChannel,
    List<String> lost,
    List<String> warnings) {
  /** Copies the lists. */
  public RenderedImage {
    lost = List.copyOf(lost);
    warnings = List.copyOf(warnings);
  }

  /** One of which there is nothing to warn. */
  public RenderedImage(
      byte[] bytes,
      ImageFormat format,
      int width,
      int height,
      int bitsPerChannel,
      List<String> lost) {
    this(bytes, format, width, height, bitsPerChannel, lost, List.of());
  }

  /** The same with these warnings before its own. */
  public RenderedImage withWarnings(List<String> first) {
    return first.isEmpty()
        ? this
        : new RenderedImage(
            bytes,
            format,
            width,
            height,
            bitsPerChannel,
            lost,
            Stream.concat(first.stream(), warnings.stream()).toList());
  }
}
