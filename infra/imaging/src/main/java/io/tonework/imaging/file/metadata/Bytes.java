package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.fault.CorruptImage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads numbers from a file whose lengths cannot be trusted: every read is checked, and one outside
 * the file throws {@link CorruptImage}. Does not copy the array and never writes to it.
 *
 * @param array the bytes
 * @param littleEndian the order of multi-byte numbers
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
public record Bytes(byte[] array, boolean littleEndian) {
  /** No photograph has more blocks; a list of them must not outgrow its file many times over. */
  static final int MAX_BLOCKS = 100_000;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /**
   * The first byte 0xFF from an index on, or the length of the array: eight bytes at a time, since
   * the scans of a photo are megabytes in which one byte in two hundred is such.
   */
  public static int skipToFf(byte[] array, int from) {
    int at = from;
    while (at + Long.BYTES <= array.length) {
      long inverted = ~(long) EIGHT.get(array, at);
      // a byte 0xFF is 0 when inverted: only there a borrow reaches a high bit that was not set
      long found = (inverted - LOW_BITS) & ~inverted & HIGH_BITS;
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < array.length && array[at] != (byte) 0xFF) {
      at++;
    }
    return at;
  }

  public static Bytes bigEndian(byte[] array) {
    return new Bytes(array, false);
  }

  public static Bytes littleEndian(byte[] array) {
    return new Bytes(array, true);
  }

  public int length() {
    return array.length;
  }

  public int u8(long at) {
    require(at, 1);
    return array[(int) at] & 0xFF;
  }

  public int u16(long at) {
    require(at, 2);
    int first = array[(int) at] & 0xFF;
    int second = array[(int) at + 1] & 0xFF;
    return littleEndian ? second << 8 | first : first << 8 | second;
  }

  public long u32(long at) {
    long first = u16(at);
    long second = u16(at + 2);
    return littleEndian ? second << 16 | first : first << 16 | second;
  }

  /** A 64-bit number that must be a place in a file. */
  public long u64(long at) {
    long first = u32(at);
    long second = u32(at + 4);
    long value = littleEndian ? second << 32 | first : first << 32 | second;
    if (value < 0) {
      throw new CorruptImage("a number at byte " + at + " is beyond every file");
    }
    return value;
  }

  public int u24(long at) {
    return littleEndian ? u16(at) | u8(at + 2) << 16 : u8(at) << 16 | u16(at + 1);
  }

  public boolean has(long at, String ascii) {
    if (at < 0 || at > array.length - ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if ((array[(int) at + i] & 0xFF) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public String text(long at, int length) {
    require(at, length);
    return new String(array, (int) at, length, ISO_8859_1);
  }

  public byte[] slice(long from, long to) {
    if (from > to) {
      throw new CorruptImage("a block of the file ends before it begins, at byte " + from);
    }
    require(from, to - from);
    return Arrays.copyOfRange(array, (int) from, (int) to);
  }

  /** Refuses a file of very many very small blocks. */
  public static void requireFew(int blocks) {
    if (blocks >= MAX_BLOCKS) {
      throw new CorruptImage("more than " + MAX_BLOCKS + " blocks in the file");
    }
  }

  public void require(long at, long count) {
    if (at < 0 || count < 0 || count > array.length - at) {
      throw new CorruptImage(
          "the file ends at byte %d, but its header speaks of bytes %d to %d"
              .formatted(array.length, at, at + count));
    }
  }
}
