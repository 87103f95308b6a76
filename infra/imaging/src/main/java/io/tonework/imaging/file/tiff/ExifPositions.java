package io.tonework.imaging.file.tiff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.Carried;
import io.tonework.imaging.file.metadata.PositionText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes whatever can hold a position out of an EXIF block: its own directory of it wherever that
 * hangs, the tags of maps, and what only its writer can read. The block is written anew of what its
 * directories reach, so that nothing is left between them.
 */
public final class ExifPositions {
  private static final int MAKER_NOTE = 0x927C;
  private static final int DNG_PRIVATE = 0xC634;
  private static final int USER_COMMENT = 0x9286;
  private static final int ASCII = 2;
  private static final int FIRST_PRIVATE = 0x8000;
  private static final int MAX_UNKNOWN_BYTES = 64;

  /** Pixel scale, tie points, transformations and keys of GeoTIFF and GDAL; an image's RPC. */
  private static final Set<Integer> MAPS =
      Set.of(
          0x830E, 0x847E, 0x847F, 0x8480, 0x8482, 0x85D7, 0x85D8, 0x87AF, 0x87B0, 0x87B1, 0xA480,
          0xC427, 0xC428, 0xC42A, 0xC6DC, 0xC6DD);

  /** Directories that are not read here: their entries would point into the old block. */
  private static final Set<Integer> DIRECTORIES =
      Set.of(TiffEntry.EXIF_IFD, TiffEntry.INTEROP_IFD, 0x014A, 0x0190);

  /** Blocks of other kinds within this one. */
  private static final Set<Integer> NESTED =
      Set.of(TiffHeader.XMP, TiffHeader.IPTC, TiffHeader.PHOTOSHOP, 0x935C);

  /** Undefined or plain bytes whose meaning the standards tell (Exif 3.0; TIFF 6.0). */
  private static final Set<Integer> KNOWN_BYTES =
      Set.of(
          0x8773, 0x8828, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F, 0xA20C, 0xA302, 0xA40B, 0xA462,
          0xC4A5);

  private final Set<String> dropped = new LinkedHashSet<>();

  private ExifPositions() {}

  /**
   * The block without positions.
   *
   * @return the block; null if it had to go, since it cannot be read
   */
  public static Carried removedFrom(byte[] exif) {
    try {
      boolean known = exif.length >= 14 && (exif[0] == 'I' || exif[0] == 'M');
      List<TiffEntry> entries = known ? TiffTags.entries(exif) : List.of();
      if (!entries.isEmpty()) {
        ExifPositions positions = new ExifPositions();
        List<TiffEntry> kept = positions.kept(entries);
        return new Carried(TiffTags.block(kept, exif[0] == 'I'), List.copyOf(positions.dropped));
      }
    } catch (CorruptImage unreadable) {
      // as one that is no block at all
    }
    return new Carried(null, List.of("EXIF that cannot be read"));
  }

  private List<TiffEntry> kept(List<TiffEntry> entries) {
    List<TiffEntry> kept = new ArrayList<>();
    for (TiffEntry entry : entries) {
      if (isKept(entry)) {
        List<TiffEntry> inside = kept(entry.children());
        kept.add(new TiffEntry(entry.tag(), entry.type(), entry.count(), entry.value(), inside));
      }
    }
    return kept;
  }

  private boolean isKept(TiffEntry entry) {
    int tag = entry.tag();
    if (tag == TiffEntry.GPS_IFD || MAPS.contains(tag)) {
      return false;
    }
    if (tag == MAKER_NOTE || tag == DNG_PRIVATE) {
      dropped.add("maker notes");
      return false;
    }
    if (NESTED.contains(tag)) {
      dropped.add("TIFF tag 0x%04X".formatted(tag));
      return false;
    }
    if (DIRECTORIES.contains(tag)) {
      return entry.children().stream().anyMatch(child -> child.tag() != MAKER_NOTE);
    }
    boolean isText = entry.type() == ASCII || KNOWN_BYTES.contains(tag) || tag == USER_COMMENT;
    if (isText) {
      // two bytes a character in some: their zeros go
      String text = new String(entry.value(), ISO_8859_1).replace("\0", "");
      return !PositionText.isIn(text);
    }
    if (isUnknown(entry)) {
      dropped.add("TIFF tag 0x%04X".formatted(tag));
      return false;
    }
    return true;
  }

  private static boolean isUnknown(TiffEntry entry) {
    boolean bytes = entry.type() == 1 || entry.type() == 6 || entry.type() == 7;
    return bytes && entry.tag() >= FIRST_PRIVATE && entry.value().length > MAX_UNKNOWN_BYTES;
  }
}
