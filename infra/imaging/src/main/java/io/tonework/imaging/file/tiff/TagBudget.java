package io.tonework.imaging.file.tiff;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.Bytes;

/**
 * How many bytes the values of tags may still have. Tags can name the same bytes again and again,
 * and whoever gathers them, a decoder included, copies them once for each tag: all together they
 * may have as many as the file, and a little more.
 */
final class TagBudget {
  /** Directories of a small structure may overlap a little, as those of sloppy writers do. */
  private static final long SLACK_BYTES = 64 << 10;

  private static final int ENTRY_BYTES = 12;

  private long left;

  TagBudget(int fileBytes) {
    this.left = fileBytes + SLACK_BYTES;
  }

  /**
   * Takes one tag.
   *
   * @throws CorruptImage if the values sum up to more than the file
   */
  void take(long valueBytes) {
    left -= ENTRY_BYTES + valueBytes;
    if (left < 0) {
      throw new CorruptImage("TIFF: directories whose values sum up to more than the file");
    }
  }

  /**
   * Takes the tag at a place; one that has no known type or leads outside the file, which nobody
   * gathers, costs nothing.
   *
   * @param big whether it is an entry of BigTIFF
   */
  void takeEntry(Bytes bytes, long entry, boolean big) {
    int type = bytes.u16(entry + 2);
    long values = big ? bytes.u64(entry + 4) : bytes.u32(entry + 4);
    if (type >= TiffEntry.TYPE_BYTES.length
        || TiffEntry.TYPE_BYTES[type] == 0
        || values > bytes.length()) {
      return;
    }
    long size = values * TiffEntry.TYPE_BYTES[type];
    long slot = entry + (big ? 12 : 8);
    boolean inPlace = size <= (big ? 8 : 4);
    if (inPlace || (big ? bytes.u64(slot) : bytes.u32(slot)) <= bytes.length() - size) {
      take(size);
    }
  }
}
