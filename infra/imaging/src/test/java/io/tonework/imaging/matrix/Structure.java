package io.tonework.imaging.matrix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TIFF structure as an EXIF block or a file, every tag of any type, in either byte order. */
final class Structure {
  static final int BYTE = 1;
  static final int ASCII = 2;
  static final int SHORT = 3;
  static final int LONG = 4;
  static final int RATIONAL = 5;
  static final int SBYTE = 6;
  static final int UNDEFINED = 7;
  static final int SSHORT = 8;
  static final int SLONG = 9;
  static final int FLOAT = 11;
  static final int LONG8 = 16;

  static final int ORIENTATION = 0x0112;
  static final int EXIF_IFD = 0x8769;
  static final int GPS_IFD = 0x8825;
  static final int SUB_IFDS = 0x014A;

  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8};

  /** Not a type of the format: bytes that a place of four bytes points to. */
  private static final int PIXELS = -1;

  private static final int ROOM = 1 << 20;

  private final boolean little;
  private final boolean big;
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Structure next;

  /** A tag with its value, or with the directory that it points to. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(int tag, int type, long count, byte[] value, @Nullable Structure sub) {}

  Structure(boolean little, boolean big) {
    this.little = little;
    this.big = big;
  }

  static Structure exif(boolean little) {
    return new Structure(little, false);
  }

  /** Whole numbers; of a rational, numerator and denominator are two. */
  Structure tag(int tag, int type, long... values) {
    ByteBuffer data = buffer(8 * values.length);
    for (long value : values) {
      switch (type) {
        case BYTE, SBYTE, UNDEFINED -> data.put((byte) value);
        case SHORT, SSHORT -> data.putShort((short) value);
        case LONG8 -> data.putLong(value);
        case FLOAT -> data.putFloat((float) value);
        default -> data.putInt((int) value);
      }
    }
    byte[] used = written(data);
    entries.add(new Entry(tag, type, used.length / TYPE_BYTES[type], used, null));
    return this;
  }

  Structure bytes(int tag, int type, byte[] value) {
    int unit = type < 0 ? 1 : TYPE_BYTES[type];
    entries.add(new Entry(tag, type, value.length / unit, value, null));
    return this;
  }

  Structure text(int tag, String text) {
    return bytes(tag, ASCII, (text + "\0").getBytes(ISO_8859_1));
  }

  /** A tag that points to a directory. */
  Structure sub(int tag, Structure directory) {
    entries.add(new Entry(tag, big ? LONG8 : LONG, 1, new byte[big ? 8 : 4], directory));
    return this;
  }

  /** The directory that follows. */
  Structure then(Structure directory) {
    next = directory;
    return this;
  }

  /** The tags of an uncompressed RGB picture, and its samples. */
  Structure picture(int width, int height, byte[] rgb) {
    tag(0x0100, LONG, width).tag(0x0101, LONG, height).tag(0x0102, SHORT, 8, 8, 8);
    tag(0x0103, SHORT, 1).tag(0x0106, SHORT, 2);
    bytes(0x0111, PIXELS, rgb);
    tag(0x0115, SHORT, 3).tag(0x0116, LONG, height).tag(0x0117, LONG, rgb.length);
    return tag(0x011C, SHORT, 1);
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private static byte[] written(ByteBuffer buffer) {
    byte[] used = new byte[buffer.position()];
    buffer.get(0, used);
    return used;
  }

  /** The structure with its header. */
  byte[] file() {
    ByteBuffer out = buffer(ROOM);
    out.put((little ? "II" : "MM").getBytes(ISO_8859_1));
    if (big) {
      out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(16);
    } else {
      out.putShort((short) 42).putInt(8);
    }
    write(out);
    return written(out);
  }

  /** Writes the directory where the buffer is, and all that belongs to it behind. */
  private void write(ByteBuffer out) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort((a, b) -> Integer.compare(a.tag, b.tag));
    if (big) {
      out.putLong(sorted.size());
    } else {
      out.putShort((short) sorted.size());
    }
    int slot = out.position();
    int link = slot + sorted.size() * (big ? 20 : 12);
    out.position(link + (big ? 8 : 4));
    for (Entry entry : sorted) {
      boolean pixels = entry.type < 0;
      out.putShort(slot, (short) entry.tag);
      out.putShort(slot + 2, (short) (pixels ? LONG : entry.type));
      number(out, slot + 4, pixels ? 1 : entry.count);
      int value = slot + (big ? 12 : 8);
      if (entry.sub != null) {
        number(out, value, even(out));
        entry.sub.write(out);
      } else if (pixels || entry.value.length > (big ? 8 : 4)) {
        int at = even(out);
        if (pixels && big) {
          out.putInt(value, at);
        } else {
          number(out, value, at);
        }
        out.put(entry.value);
      } else {
        out.put(value, entry.value);
      }
      slot += big ? 20 : 12;
    }
    if (next != null) {
      number(out, link, even(out));
      next.write(out);
    }
  }

  private void number(ByteBuffer out, int at, long value) {
    if (big) {
      out.putLong(at, value);
    } else {
      out.putInt(at, (int) value);
    }
  }

  private static int even(ByteBuffer out) {
    out.position(out.position() + (out.position() & 1));
    return out.position();
  }
}
