package io.tonework.imaging.file.tiff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tags of a TIFF file say of its photo.
 *
 * @param exif the descriptive tags as an EXIF block; null if there are none
 * @param dropped what is neither in that block nor about how the pixels are stored, by name
 */
@SuppressWarnings("ArrayRecordComponent") // carried on, never compared
public record TiffDescription(byte @Nullable [] exif, List<String> dropped) {
  /** Copies the list. */
  public TiffDescription {
    dropped = List.copyOf(dropped);
  }

  /**
   * Reads the tags of a TIFF file.
   *
   * @throws io.tonework.imaging.fault.CorruptImage if they claim more than the file has
   */
  public static TiffDescription of(byte[] tiff) {
    return TiffHeader.parse(tiff).description();
  }

  static TiffDescription of(List<TiffEntry> entries, boolean littleEndian) {
    return new TiffDescription(
        TiffTags.exifOf(entries, littleEndian), TiffTags.dropped(entries).toList());
  }

  /**
   * Reads the tags of a camera's raw file: without what describes the sensor, and without the
   * maker's notes.
   *
   * @throws io.tonework.imaging.fault.CorruptImage if they claim more than the file has
   */
  public static TiffDescription ofRaw(byte[] raw) {
    List<TiffEntry> entries = TiffTags.entries(raw);
    return new TiffDescription(
        TiffTags.exifOfRaw(entries, raw[0] == 'I'),
        TiffTags.hasMakerNote(entries) ? List.of("maker notes") : List.of());
  }
}
