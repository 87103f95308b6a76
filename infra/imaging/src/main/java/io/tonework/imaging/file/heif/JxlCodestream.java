package io.tonework.imaging.file.heif;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.Bytes;

/**
 * The first bits of a JPEG XL codestream (ISO/IEC 18181-1, annexes A, D and E). Not thread-safe.
 */
public final class JxlCodestream {
  private static final int[] SIDE_BITS = {9, 13, 18, 30};

  private final Bytes bytes;
  private final int end;
  private long bit;

  private JxlCodestream(Bytes bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    this.bit = 8L * from;
  }

  /**
   * The orientation by which the decoder turns the picture, as EXIF counts, 1..8; 1 if there is no
   * codestream.
   *
   * @param from where the codestream begins
   * @param end the first byte after it
   */
  public static int orientation(Bytes bytes, int from, int end) {
    if (!bytes.has(from, "\u00FF\n")) {
      return 1;
    }
    try {
      return new JxlCodestream(bytes, from + 2, end).orientation();
    } catch (CorruptImage cutShort) {
      return 1;
    }
  }

  private int orientation() {
    boolean small = bits(1) == 1;
    side(small);
    boolean hasWidth = bits(3) == 0;
    if (hasWidth) {
      side(small);
    }
    boolean allDefault = bits(1) == 1;
    boolean extraFields = !allDefault && bits(1) == 1;
    return extraFields ? bits(3) + 1 : 1;
  }

  /** Passes over a side of the picture. */
  private void side(boolean small) {
    int width = small ? 5 : SIDE_BITS[bits(2)];
    bit += width;
  }

  /** The next bits, the lowest of a byte first. */
  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, bit++) {
      if (bit / 8 >= end) {
        throw new CorruptImage("JPEG XL: the codestream ends in its header");
      }
      value |= (bytes.u8(bit / 8) >> (bit % 8) & 1) << i;
    }
    return value;
  }
}
