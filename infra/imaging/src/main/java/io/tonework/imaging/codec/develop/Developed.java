package io.tonework.imaging.codec.develop;

import io.tonework.imaging.file.MetadataCarrier;
import io.tonework.imaging.file.UndevelopedFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * A picture on its way to the codec.
 *
 * @param tiff the picture
 * @param lost what the original held and this does not, by name
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record Developed(byte[] tiff, List<String> lost) {
  /** Copies the list. */
  public Developed {
    lost = List.copyOf(lost);
  }

  /**
   * A decoded picture with what its file says of it.
   *
   * @param file the file
   * @param tiff the picture, upright, whose own profile stays
   */
  public static Developed of(UndevelopedFile file, byte[] tiff) {
    MetadataCarrier.Described described = MetadataCarrier.describe(tiff, file);
    return new Developed(
        described.tiff(),
        Stream.concat(file.lost().stream(), described.dropped().stream()).distinct().toList());
  }
}
