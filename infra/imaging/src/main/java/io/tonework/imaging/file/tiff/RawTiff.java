package io.tonework.imaging.file.tiff;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells camera raw files that are TIFF by their structure: DNG, CR2, NEF, ARW, PEF and others.
 * Their first directory is often a small preview, which must not be taken for the photo.
 */
public final class RawTiff {
  private static final int DNG_VERSION = 0xC612;
  private static final int SUB_IFDS = 0x014A;
  private static final int LONG = 4;
  private static final int IFD = 13;
  private static final int COLOUR_FILTER_ARRAY = 32803;
  private static final int LINEAR_RAW = 34892;
  private static final int MAX_DIRECTORIES = 32;
  private static final int MAX_ENTRIES = 1000;
  private static final int ENTRY_BYTES = 12;

  private RawTiff() {}

  /**
   * Whether it is a raw file, as far as the bytes that are given tell.
   *
   * @param head the beginning of a TIFF file, or all of it
   */
  public static boolean isRaw(byte[] head) {
    Bytes bytes = new Bytes(head, head[0] == 'I');
    Set<Long> seen = new HashSet<>();
    Deque<Long> ahead = new ArrayDeque<>();
    try {
      ahead.add(TiffEntry.first(bytes));
    } catch (CorruptImage cutShort) {
      return false;
    }
    while (!ahead.isEmpty() && seen.size() < MAX_DIRECTORIES) {
      long at = ahead.poll();
      if (at != 0 && seen.add(at) && saysRaw(bytes, at, ahead)) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysRaw(Bytes bytes, long at, Deque<Long> ahead) {
    try {
      int count = bytes.u16(at);
      if (count > MAX_ENTRIES) {
        return false;
      }
      for (long entry = at + 2; entry < at + 2 + (long) count * ENTRY_BYTES; entry += ENTRY_BYTES) {
        switch (bytes.u16(entry)) {
          case DNG_VERSION -> {
            return true;
          }
          case TiffHeader.PHOTOMETRIC -> {
            int photometric = bytes.u16(entry + 8);
            if (photometric == COLOUR_FILTER_ARRAY || photometric == LINEAR_RAW) {
              return true;
            }
          }
          case SUB_IFDS -> ahead.addAll(directories(bytes, entry));
          default -> {}
        }
      }
      ahead.add(bytes.u32(at + 2 + (long) count * ENTRY_BYTES));
      return false;
    } catch (CorruptImage beyondTheHead) {
      return false;
    }
  }

  private static List<Long> directories(Bytes bytes, long entry) {
    int type = bytes.u16(entry + 2);
    long count = bytes.u32(entry + 4);
    List<Long> places = new ArrayList<>();
    if (type != LONG && type != IFD) {
      return places;
    }
    long from = count == 1 ? entry + 8 : bytes.u32(entry + 8);
    for (long i = 0; i < Math.min(count, MAX_DIRECTORIES); i++) {
      places.add(bytes.u32(from + 4 * i));
    }
    return places;
  }
}
