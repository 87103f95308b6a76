package io.tonework.imaging.file.tiff;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.PhotoshopResources;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first directory of a TIFF file (TIFF 6.0). */
public final class TiffHeader {
  static final int SUBFILE_TYPE = 0x00FE;
  static final int WIDTH = 0x0100;
  static final int HEIGHT = 0x0101;
  static final int BITS = 0x0102;
  public static final int COMPRESSION = 0x0103;
  static final int PHOTOMETRIC = 0x0106;
  static final int ORIENTATION = 0x0112;
  static final int SAMPLES = 0x0115;
  static final int XMP = 0x02BC;
  static final int IPTC = 0x83BB;
  static final int PHOTOSHOP = 0x8649;
  static final int ICC = 0x8773;
  private static final int SEPARATED = 5;
  private static final int YCBCR = 6;
  private static final int COLOUR_FILTER_ARRAY = 32803;
  private static final int LINEAR_RAW = 34892;
  private static final int MAX_DIRECTORIES = 4096;
  private static final int MAX_EXAMINED = 1_000_000;

  private final Bytes bytes;
  private final boolean big;
  private final Map<Integer, Integer> entries = new HashMap<>();
  private final int directories;

  private TiffHeader(Bytes bytes) {
    this.bytes = bytes;
    this.big = TiffEntry.isBig(bytes);
    long at = TiffEntry.first(bytes);
    readEntries(at);
    this.directories = countDirectories(at);
  }

  public static TiffHeader parse(byte[] file) {
    return new TiffHeader(new Bytes(file, file[0] == 'I'));
  }

  private void readEntries(long at) {
    int count = count(at);
    for (int i = 0; i < count; i++) {
      int entry = (int) at + head() + i * entryBytes();
      entries.putIfAbsent(bytes.u16(entry), entry);
    }
  }

  private int head() {
    return big ? 8 : 2;
  }

  private int entryBytes() {
    return big ? 20 : 12;
  }

  /** How many entries the directory at a place has. */
  private int count(long at) {
    long count = big ? bytes.u64(at) : bytes.u16(at);
    if (count > 0xFFFF) {
      throw new CorruptImage("TIFF: a directory of " + count + " entries");
    }
    return (int) count;
  }

  /** Pictures in the file, reduced-size previews not counted. */
  private int countDirectories(long first) {
    Set<Long> seen = new HashSet<>();
    int pictures = 0;
    long examined = 0;
    long at = first;
    while (at != 0 && seen.add(at)) {
      if (seen.size() > MAX_DIRECTORIES) {
        throw new CorruptImage("TIFF: more than " + MAX_DIRECTORIES + " directories");
      }
      int count = count(at);
      examined += count;
      if (examined > MAX_EXAMINED) {
        throw new CorruptImage("TIFF: more than " + MAX_EXAMINED + " tags in all directories");
      }
      long next = at + head() + (long) count * entryBytes();
      boolean isPreview = false;
      // a decoder gathers the values of one directory at a time, all of them
      TagBudget budget = new TagBudget(bytes.length());
      for (long entry = at + head(); entry < next; entry += entryBytes()) {
        budget.takeEntry(bytes, entry, big);
        long value = entry + (big ? 12 : 8);
        isPreview |= bytes.u16(entry) == SUBFILE_TYPE && (bytes.u32(value) & 1) == 1;
      }
      pictures += isPreview ? 0 : 1;
      at = big ? bytes.u64(next) : bytes.u32(next);
    }
    return Math.max(1, pictures);
  }

  public ImageInfo info() {
    long photometric = number(PHOTOMETRIC, 2);
    if (photometric == COLOUR_FILTER_ARRAY || photometric == LINEAR_RAW) {
      throw new UnsupportedImage("a camera's raw file in TIFF; develop it first");
    }
    if (photometric > YCBCR) {
      throw new UnsupportedImage(
          "a TIFF whose colours are neither grey, RGB nor CMYK (photometric interpretation %d);"
                  .formatted(photometric)
              + " convert it to RGB first");
    }
    return new ImageInfo(
        ImageFormat.TIFF,
        side(number(WIDTH, 0)),
        side(number(HEIGHT, 0)),
        Math.clamp(number(SAMPLES, 1), 1, 1000),
        Math.clamp(number(BITS, 1), 1, 64),
        orientation(),
        entries.containsKey(ICC),
        directories);
  }

  /** As decoders take it: one whole number from 1 to 8, or else 1. */
  private int orientation() {
    Integer entry = entries.get(ORIENTATION);
    if (entry == null || (big ? bytes.u64(entry + 4L) : bytes.u32(entry + 4L)) != 1) {
      return 1;
    }
    long at = entry + (big ? 12L : 8L);
    long value =
        switch (bytes.u16(entry + 2L)) {
          case 1, 6 -> bytes.u8(at);
          case 3, 8 -> bytes.u16(at);
          case 4, 9 -> bytes.u32(at);
          case 16, 17 -> big ? bytes.u64(at) : 1;
          default -> 1;
        };
    return value >= 1 && value <= 8 ? (int) value : 1;
  }

  private static int side(long pixels) {
    if (pixels < 1 || pixels > Integer.MAX_VALUE) {
      throw new CorruptImage("TIFF: a side of " + pixels + " pixels");
    }
    return (int) pixels;
  }

  /** Whether its samples are inks, usually CMYK. */
  public boolean isSeparated() {
    return number(PHOTOMETRIC, 2) == SEPARATED;
  }

  /** The first number of a tag, or the default if it is absent. */
  public long number(int tag, long absent) {
    Integer entry = entries.get(tag);
    if (entry == null) {
      return absent;
    }
    int type = bytes.u16(entry + 2L);
    long at = place(entry);
    return switch (type) {
      case 1, 7 -> bytes.u8(at);
      case 3 -> bytes.u16(at);
      case 4 -> bytes.u32(at);
      case 16 -> bytes.u64(at);
      default -> throw new CorruptImage("TIFF: tag %d has type %d".formatted(tag, type));
    };
  }

  private byte @Nullable [] block(int tag) {
    Integer entry = entries.get(tag);
    if (entry == null) {
      return null;
    }
    long at = place(entry);
    return bytes.slice(at, at + size(entry));
  }

  /** Where the values of an entry are. */
  private long place(int entry) {
    long slot = entry + (big ? 12L : 8L);
    if (size(entry) <= (big ? 8 : 4)) {
      return slot;
    }
    return big ? bytes.u64(slot) : bytes.u32(slot);
  }

  private long size(int entry) {
    int type = bytes.u16(entry + 2L);
    long values = big ? bytes.u64(entry + 4L) : bytes.u32(entry + 4L);
    if (values > bytes.length()) {
      throw new CorruptImage("TIFF: a tag of " + values + " values");
    }
    return type < TiffEntry.TYPE_BYTES.length ? values * TiffEntry.TYPE_BYTES[type] : 0;
  }

  /**
   * XMP, Photoshop resources with the IPTC record, and profile.
   *
   * @param exif the EXIF tags of the file as a block of their own
   */
  public Metadata metadata(byte @Nullable [] exif) {
    byte @Nullable [] photoshop = PhotoshopResources.withIptc(block(PHOTOSHOP), block(IPTC));
    return new Metadata(exif, block(XMP), photoshop, block(ICC));
  }
}
