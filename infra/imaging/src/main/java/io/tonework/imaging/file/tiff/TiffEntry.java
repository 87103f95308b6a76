package io.tonework.imaging.file.tiff;

import io.tonework.imaging.file.metadata.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One tag of a TIFF or BigTIFF directory with its value (TIFF 6.0; BigTIFF as libtiff writes it).
 *
 * @param type 1 byte, 2 text, 3 short, 4 long, 5 rational, 7 undefined, 16 long of eight bytes...
 * @param value in the byte order of where it was read
 * @param children the entries of the directory that it points to; empty for plain values
 */
@SuppressWarnings("ArrayRecordComponent") // moved from file to file, never compared
record TiffEntry(int tag, int type, long count, byte[] value, List<TiffEntry> children) {
  static final int EXIF_IFD = 0x8769;
  static final int GPS_IFD = 0x8825;
  static final int INTEROP_IFD = 0xA005;
  static final int MAX_DEPTH = 3;

  /** Bytes of one value of each type. */
  static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private static final Set<Integer> SUB_DIRECTORIES = Set.of(EXIF_IFD, GPS_IFD, INTEROP_IFD);
  private static final int MAX_ENTRIES = 1000;

  /** Whether a TIFF structure has the 64-bit offsets of BigTIFF. */
  static boolean isBig(Bytes bytes) {
    return bytes.u16(2) == 43;
  }

  /** Where the first directory of a TIFF structure is. */
  static long first(Bytes bytes) {
    return isBig(bytes) ? bytes.u64(8) : bytes.u32(4);
  }

  /**
   * The entries of a directory. What leads outside the structure is left out.
   *
   * @param depth how deep it is nested, 0 for the first
   * @throws io.tonework.imaging.fault.CorruptImage if the values, which may share their bytes, sum
   *     up to more than the file
   */
  static List<TiffEntry> directory(Bytes bytes, long at, int depth) {
    return directory(bytes, at, depth, new TagBudget(bytes.length()));
  }

  private static List<TiffEntry> directory(Bytes bytes, long at, int depth, TagBudget budget) {
    List<TiffEntry> entries = new ArrayList<>();
    boolean big = isBig(bytes);
    int head = big ? 8 : 2;
    int size = big ? 20 : 12;
    if (depth == MAX_DEPTH || at < 8 || at > bytes.length() - head) {
      return entries;
    }
    long count = big ? bytes.u64(at) : bytes.u16(at);
    if (count > MAX_ENTRIES || at + head + count * size > bytes.length()) {
      return entries;
    }
    for (int i = 0; i < count; i++) {
      entry(bytes, at + head + (long) i * size, big, depth, budget, entries);
    }
    return entries;
  }

  private static void entry(
      Bytes bytes, long entry, boolean big, int depth, TagBudget budget, List<TiffEntry> entries) {
    int tag = bytes.u16(entry);
    int type = bytes.u16(entry + 2);
    long values = big ? bytes.u64(entry + 4) : bytes.u32(entry + 4);
    if (type >= TYPE_BYTES.length || TYPE_BYTES[type] == 0 || values > bytes.length()) {
      return;
    }
    long slot = entry + (big ? 12 : 8);
    long size = values * TYPE_BYTES[type];
    long from = size <= (big ? 8 : 4) ? slot : big ? bytes.u64(slot) : bytes.u32(slot);
    if (from > bytes.length() - size) {
      return;
    }
    budget.take(size);
    List<TiffEntry> children = List.of();
    if (SUB_DIRECTORIES.contains(tag)) {
      long to = TYPE_BYTES[type] == 8 ? bytes.u64(slot) : bytes.u32(slot);
      children = directory(bytes, to, depth + 1, budget);
    }
    entries.add(new TiffEntry(tag, type, values, bytes.slice(from, from + size), children));
  }

  /** The same in a byte order, with types that TIFF 6.0 knows. */
  TiffEntry in(boolean fromLittleEndian, boolean toLittleEndian) {
    List<TiffEntry> inside =
        children.stream().map(child -> child.in(fromLittleEndian, toLittleEndian)).toList();
    boolean wide = type >= 16;
    int unit = unit();
    byte[] converted = new byte[wide ? value.length / 2 : value.length];
    int step = wide ? 4 : unit;
    for (int i = 0; i < converted.length / step; i++) {
      // of a long of eight bytes the lower four: nothing descriptive is larger
      int from = wide ? i * 8 + (fromLittleEndian ? 0 : 4) : i * unit;
      for (int k = 0; k < step; k++) {
        converted[i * step + k] =
            value[from + (fromLittleEndian == toLittleEndian ? k : step - 1 - k)];
      }
    }
    return new TiffEntry(tag, wide ? 4 : type, count, converted, inside);
  }

  /** Bytes that are swapped together. */
  private int unit() {
    return switch (type) {
      case 3, 8 -> 2;
      case 4, 5, 9, 10, 11, 13 -> 4;
      case 12, 16, 17, 18 -> 8;
      default -> 1;
    };
  }
}
