package io.tonework.imaging.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies descriptive tags between TIFF structures: from an EXIF block into a TIFF file, and from a
 * TIFF file into an EXIF block. Directories are appended, so nothing that is there moves. Maker
 * notes are copied as they are; those that hold absolute offsets lose them, as with every tool.
 */
final class TiffTags {
  private static final int EXIF_IFD = 0x8769;
  private static final int GPS_IFD = 0x8825;
  private static final int INTEROP_IFD = 0xA005;
  private static final Set<Integer> SUB_DIRECTORIES = Set.of(EXIF_IFD, GPS_IFD, INTEROP_IFD);
  // ImageDescription, Make, Model, resolution, Software, DateTime, Artist, Copyright, rating...
  private static final Set<Integer> DESCRIPTIVE =
      Set.of(
          0x010E, 0x010F, 0x0110, 0x011A, 0x011B, 0x0128, 0x0131, 0x0132, 0x013B, 0x013C, 0x4746,
          0x4749, 0x8298, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F, EXIF_IFD, GPS_IFD);
  private static final int[] UNIT = {0, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4};
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
  private static final int MAX_ENTRIES = 1000;
  private static final int MAX_DEPTH = 3;

  private byte[] data;
  private final boolean littleEndian;

  private TiffTags(byte[] data) {
    this.data = data;
    this.littleEndian = data[0] == 'I';
  }

  /**
   * One tag with its value.
   *
   * @param value in the byte order of where it was read
   * @param children the entries of the directory that it points to; empty for plain values
   */
  @SuppressWarnings("ArrayRecordComponent") // moved from file to file, never compared
  private record Entry(int tag, int type, long count, byte[] value, List<Entry> children) {}

  /** The descriptive tags of a TIFF file as an EXIF block; null if it has none. */
  static byte @Nullable [] exifOf(byte[] tiff) {
    List<Entry> entries = descriptive(tiff);
    if (entries.isEmpty()) {
      return null;
    }
    byte[] empty =
        tiff[0] == 'I'
            ? new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0}
            : new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0};
    return new TiffTags(empty).withFirstDirectory(entries, tiff[0] == 'I');
  }

  /** Puts EXIF, XMP, Photoshop resources and profile into a TIFF file. */
  static byte[] inject(byte[] encoded, Metadata metadata) {
    List<Entry> entries = new ArrayList<>();
    boolean sourceLittle = encoded[0] == 'I';
    if (metadata.exif() != null && metadata.exif().length >= 14) {
      entries.addAll(descriptive(metadata.exif()));
      sourceLittle = metadata.exif()[0] == 'I';
    }
    add(entries, TiffHeader.XMP, 1, metadata.xmp());
    add(entries, TiffHeader.PHOTOSHOP, 1, metadata.photoshop());
    add(entries, TiffHeader.ICC, 7, metadata.icc());
    return new TiffTags(encoded).withFirstDirectory(entries, sourceLittle);
  }

  private static void add(List<Entry> entries, int tag, int type, byte @Nullable [] block) {
    if (block != null) {
      entries.add(new Entry(tag, type, block.length, block, List.of()));
    }
  }

  private static List<Entry> descriptive(byte[] structure) {
    Bytes bytes = new Bytes(structure, structure[0] == 'I');
    return read(bytes, bytes.u32(4), 0).stream()
        .filter(entry -> DESCRIPTIVE.contains(entry.tag))
        .toList();
  }

  private static List<Entry> read(Bytes bytes, long at, int depth) {
    List<Entry> entries = new ArrayList<>();
    if (depth == MAX_DEPTH || at < 8 || at + 2 > bytes.length()) {
      return entries;
    }
    int count = bytes.u16(at);
    if (count > MAX_ENTRIES || at + 2 + count * 12L > bytes.length()) {
      return entries;
    }
    for (int i = 0; i < count; i++) {
      long entry = at + 2 + i * 12L;
      int tag = bytes.u16(entry);
      int type = bytes.u16(entry + 2);
      long values = bytes.u32(entry + 4);
      if (type == 0 || type >= TYPE_BYTES.length) {
        continue;
      }
      long size = values * TYPE_BYTES[type];
      long from = size > 4 ? bytes.u32(entry + 8) : entry + 8;
      if (from + size > bytes.length()) {
        continue;
      }
      List<Entry> children =
          SUB_DIRECTORIES.contains(tag) ? read(bytes, bytes.u32(entry + 8), depth + 1) : List.of();
      entries.add(new Entry(tag, type, values, bytes.slice(from, from + size), children));
    }
    return entries;
  }

  /** The structure with its first directory rewritten at the end, the given entries put in. */
  private byte[] withFirstDirectory(List<Entry> added, boolean addedLittleEndian) {
    Bytes bytes = new Bytes(data, littleEndian);
    long first = bytes.u32(4);
    Set<Integer> replaced = Set.copyOf(added.stream().map(Entry::tag).distinct().toList());
    List<Entry> all = new ArrayList<>();
    for (Entry entry : read(bytes, first, MAX_DEPTH - 1)) {
      if (!replaced.contains(entry.tag)) {
        all.add(entry);
      }
    }
    for (Entry entry : added) {
      all.add(converted(entry, addedLittleEndian));
    }
    int next = (int) bytes.u32(first + 2 + bytes.u16(first) * 12L);
    int at = directory(all, next);
    put32(4, at);
    return data;
  }

  private Entry converted(Entry entry, boolean fromLittleEndian) {
    boolean blob = entry.type == 7 || entry.type == 1 || entry.type == 2;
    byte[] value = entry.value;
    if (!blob && fromLittleEndian != littleEndian) {
      value = value.clone();
      int unit = UNIT[entry.type];
      for (int i = 0; i + unit <= value.length; i += unit) {
        for (int k = 0; k < unit / 2; k++) {
          byte swap = value[i + k];
          value[i + k] = value[i + unit - 1 - k];
          value[i + unit - 1 - k] = swap;
        }
      }
    }
    List<Entry> children =
        entry.children.stream().map(child -> converted(child, fromLittleEndian)).toList();
    return new Entry(entry.tag, entry.type, entry.count, value, children);
  }

  /** Appends a directory and all that it points to; says where it begins. */
  private int directory(List<Entry> entries, int next) {
    List<Entry> sorted = entries.stream().sorted(Comparator.comparingInt(Entry::tag)).toList();
    int at = reserve(2 + sorted.size() * 12 + 4);
    put16(at, sorted.size());
    int slot = at + 2;
    for (Entry entry : sorted) {
      put16(slot, entry.tag);
      put16(slot + 2, entry.type);
      put32(slot + 4, (int) entry.count);
      if (!entry.children.isEmpty()) {
        int child = directory(entry.children, 0);
        put32(slot + 8, child);
      } else if (entry.value.length > 4) {
        int to = reserve(entry.value.length);
        System.arraycopy(entry.value, 0, data, to, entry.value.length);
        put32(slot + 8, to);
      } else {
        System.arraycopy(entry.value, 0, data, slot + 8, entry.value.length);
      }
      slot += 12;
    }
    put32(slot, next);
    return at;
  }

  private int reserve(int bytes) {
    int at = data.length + (data.length & 1);
    data = Arrays.copyOf(data, Math.addExact(at, bytes));
    return at;
  }

  private void put16(int at, int value) {
    data[at] = (byte) (littleEndian ? value : value >> 8);
    data[at + 1] = (byte) (littleEndian ? value >> 8 : value);
  }

  private void put32(int at, int value) {
    put16(at, littleEndian ? value : value >>> 16);
    put16(at + 2, littleEndian ? value >>> 16 : value);
  }
}
