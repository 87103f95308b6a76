package io.tonework.imaging.file.tiff;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * One directory of a TIFF file: what it says of the picture that it describes, if it describes one.
 *
 * @param at where it begins
 * @param count how many entries it has
 * @param next where the next one begins; 0 if there is none
 * @param width pixels; 0 if it describes no picture
 * @param height pixels; 0 if it describes no picture
 * @param isReduced whether it is marked as a reduced copy of another picture
 * @param isMask whether it is marked as a transparency mask
 * @param below where the directories begin that it points to as further pictures
 */
record TiffDirectory(
    long at,
    int count,
    long next,
    long width,
    long height,
    boolean isReduced,
    boolean isMask,
    List<Long> below) {
  static final int SUB_IFDS = 0x014A;
  private static final int OLD_SUBFILE_TYPE = 0x00FF;
  private static final int MASK = 4;
  private static final int MAX_BELOW = 64;

  /** Whether the beginning of a directory at a place lies in the file. */
  static boolean isInside(Bytes bytes, long at, boolean big) {
    int head = big ? 8 : 2;
    if (at < 8 || at > bytes.length() - head) {
      return false;
    }
    long count = bytes.u16(big && !bytes.littleEndian() ? at + 6 : at);
    return at + head + count * (big ? 20L : 12L) <= bytes.length();
  }

  /** How many entries the directory at a place has. */
  static int count(Bytes bytes, long at, boolean big) {
    long count = big ? bytes.u64(at) : bytes.u16(at);
    if (count > 0xFFFF) {
      throw new CorruptImage("TIFF: a directory of " + count + " entries");
    }
    return (int) count;
  }

  /**
   * Reads one.
   *
   * @throws CorruptImage if it does not lie in the file, or claims more values than the file has
   */
  static TiffDirectory read(Bytes bytes, long at, boolean big) {
    int count = count(bytes, at, big);
    long width = 0;
    long height = 0;
    boolean reduced = false;
    boolean mask = false;
    List<Long> below = List.of();
    // a decoder gathers the values of one directory at a time, all of them
    TagBudget budget = new TagBudget(bytes.length());
    long entry = at + (big ? 8 : 2);
    long end = entry + (long) count * (big ? 20 : 12);
    for (; entry < end; entry += big ? 20 : 12) {
      budget.takeEntry(bytes, entry, big);
      switch (bytes.u16(entry)) {
        case TiffHeader.SUBFILE_TYPE -> {
          long flags = number(bytes, entry, big);
          reduced |= (flags & 1) == 1;
          mask |= (flags & MASK) == MASK;
        }
        case OLD_SUBFILE_TYPE -> reduced |= number(bytes, entry, big) == 2;
        case TiffHeader.PHOTOMETRIC -> mask |= number(bytes, entry, big) == MASK;
        case TiffHeader.WIDTH -> width = width == 0 ? number(bytes, entry, big) : width;
        case TiffHeader.HEIGHT -> height = height == 0 ? number(bytes, entry, big) : height;
        case SUB_IFDS -> below = places(bytes, entry, big);
        default -> {}
      }
    }
    long next = end + (big ? 8 : 4) > bytes.length() ? 0 : big ? bytes.u64(end) : bytes.u32(end);
    return new TiffDirectory(at, count, next, width, height, reduced, mask, below);
  }

  private static long number(Bytes bytes, long entry, boolean big) {
    long slot = entry + (big ? 12 : 8);
    return switch (bytes.u16(entry + 2)) {
      case 1, 7 -> bytes.u8(slot);
      case 3 -> bytes.u16(slot);
      case 4 -> bytes.u32(slot);
      case 16 -> big ? bytes.u64(slot) : 0;
      default -> 0;
    };
  }

  private static List<Long> places(Bytes bytes, long entry, boolean big) {
    int type = bytes.u16(entry + 2);
    boolean wide = type == 16 || type == 18;
    if (!wide && type != 4 && type != 13) {
      return List.of();
    }
    long count = Math.min(MAX_BELOW, big ? bytes.u64(entry + 4) : bytes.u32(entry + 4));
    long slot = entry + (big ? 12 : 8);
    int size = wide ? 8 : 4;
    boolean inPlace = count * size <= (big ? 8 : 4);
    long from = inPlace ? slot : big ? bytes.u64(slot) : bytes.u32(slot);
    List<Long> places = new ArrayList<>();
    for (long i = 0; i < count && from + (i + 1) * size <= bytes.length(); i++) {
      places.add(wide ? bytes.u64(from + i * size) : bytes.u32(from + i * size));
    }
    return places;
  }

  /** Whether it points to directories of further pictures. */
  boolean hasBelow() {
    return !below.isEmpty();
  }

  /** Whether it describes a picture that is neither a reduced copy nor a mask. */
  boolean isWhole() {
    return !isReduced && !isMask && pixels() > 0;
  }

  /** Number of pixels; of sides beyond every file as many as a number holds. */
  long pixels() {
    return width > Integer.MAX_VALUE || height > Integer.MAX_VALUE
        ? Long.MAX_VALUE
        : width * height;
  }
}
