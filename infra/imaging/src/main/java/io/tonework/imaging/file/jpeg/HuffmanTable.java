package io.tonework.imaging.file.jpeg;

import io.tonework.imaging.file.metadata.Bytes;

/** One table of codes (ITU-T T.81, annex C and F.2.2.3). */
final class HuffmanTable {
  private static final int LONGEST = 16;

  /** By length: the first code that is longer, shifted to 16 bits. */
  private final int[] limits = new int[LONGEST + 1];

  /** By length: the place of a code's symbol, less the code. */
  private final int[] offsets = new int[LONGEST + 1];

  private final byte[] symbols;

  private HuffmanTable(Bytes bytes, int at) {
    int code = 0;
    int place = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int count = bytes.u8(at + length - 1L);
      offsets[length] = place - code;
      code += count;
      place += count;
      limits[length] = code << (LONGEST - length);
      code <<= 1;
    }
    symbols = bytes.slice(at + (long) LONGEST, at + (long) LONGEST + place);
  }

  /**
   * Reads one.
   *
   * @param at where its counts begin
   */
  static HuffmanTable read(Bytes bytes, int at) {
    return new HuffmanTable(bytes, at);
  }

  /** How many symbols it has. */
  int symbols() {
    return symbols.length;
  }

  /**
   * The symbol of the code that the bits begin with.
   *
   * @param bits the next 16
   * @return the symbol in the low byte and the length of its code above; -1 if there is no such
   *     code
   */
  int symbol(int bits) {
    for (int length = 1; length <= LONGEST; length++) {
      if (bits < limits[length]) {
        int place = (bits >> (LONGEST - length)) + offsets[length];
        return place < 0 || place >= symbols.length
            ? -1
            : (length << Byte.SIZE) | (symbols[place] & 0xFF);
      }
    }
    return -1;
  }
}
