package io.tonework.render;

import java.util.List;

/**
 * A finished photo as a file.
 *
 * @param bytes the file; owned by this record, not copied
 * @param contentType its media type, such as {@code image/jpeg}
 * @param extension its usual file name extension without the dot
 * @param widthPixels width, upright
 * @param heightPixels height, upright
 * @param sha256 digest of the bytes, lower-case hex
 * @param lost metadata of the original that the format or the codec could not keep, such as {@code
 *     IPTC}; empty when all is there
 * @param warnings what is doubtful about the photo, in plain words; empty when nothing is
 */
@SuppressWarnings("ArrayRecordComponent") // files are never compared, and a copy costs megabytes
public record RenderedFile(
    byte[] bytes,
    String contentType,
    String extension,
    int widthPixels,
    int heightPixels,
    String sha256,
    List<String> lost,
    List<String> warnings) {
  /** Copies the lists. */
  public RenderedFile {
    lost = List.copyOf(lost);
    warnings = List.copyOf(warnings);
  }

  /** One of which there is nothing to warn. */
  public RenderedFile(
      byte[] bytes,
      String contentType,
      String extension,
      int widthPixels,
      int heightPixels,
      String sha256,
      List<String> lost) {
    this(bytes, contentType, extension, widthPixels, heightPixels, sha256, lost, List.of());
  }
}
