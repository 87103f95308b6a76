package io.tonework.imaging.file.tiff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** TIFF and BigTIFF structures whose every tag is known, in the order in which they are named. */
final class TiffMaker {
  private final boolean littleEndian;
  private final boolean big;
  private final List<Entry> entries = new ArrayList<>();
  private final List<TiffMaker> following = new ArrayList<>();
  private boolean circle;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(int tag, int type, long count, byte[] value, boolean inPlace) {}

  TiffMaker(boolean littleEndian, boolean big) {
    this.littleEndian = littleEndian;
    this.big = big;
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size)
        .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private static byte[] written(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  /** One number: of a byte, of two, four or eight, by its type. */
  TiffMaker number(int tag, int type, long value) {
    ByteBuffer slot = buffer(8);
    switch (type) {
      case 1, 2, 7 -> slot.put((byte) value);
      case 3 -> slot.putShort((short) value);
      case 16 -> slot.putLong(value);
      default -> slot.putInt((int) value);
    }
    entries.add(new Entry(tag, type, 1, written(slot), true));
    return this;
  }

  /** Several numbers of two bytes. */
  TiffMaker shorts(int tag, int... values) {
    ByteBuffer data = buffer(2 * values.length);
    for (int value : values) {
      data.putShort((short) value);
    }
    entries.add(new Entry(tag, 3, values.length, written(data), false));
    return this;
  }

  /** Undefined bytes. */
  TiffMaker block(int tag, byte[] data) {
    entries.add(new Entry(tag, 7, data.length, data, false));
    return this;
  }

  /** Text with its zero. */
  TiffMaker text(int tag, String text) {
    byte[] data = (text + "\0").getBytes(ISO_8859_1);
    entries.add(new Entry(tag, 2, data.length, data, false));
    return this;
  }

  /** An entry as it is, whatever it says. */
  TiffMaker entry(int tag, int type, long count, int value) {
    entries.add(new Entry(tag, type, count, written(buffer(8).putInt(value)), true));
    return this;
  }

  /** So many undefined bytes that begin at a place of the structure, whatever else is there. */
  TiffMaker shared(int tag, long count, long from) {
    ByteBuffer slot = buffer(8);
    var _ = big ? slot.putLong(from) : slot.putInt((int) from);
    entries.add(new Entry(tag, 7, count, written(slot), true));
    return this;
  }

  /** Another directory behind those that there are. */
  TiffMaker then(TiffMaker other) {
    following.add(other);
    return this;
  }

  /** The last directory is followed by the first. */
  TiffMaker thenItself() {
    circle = true;
    return this;
  }

  /** Where the first directory begins. */
  int first() {
    return big ? 16 : 8;
  }

  /** The structure. */
  byte[] file() {
    List<TiffMaker> all = new ArrayList<>(List.of(this));
    all.addAll(following);
    int size = first() + all.stream().mapToInt(TiffMaker::size).sum();
    ByteBuffer out = buffer(size);
    out.put((littleEndian ? "II" : "MM").getBytes(ISO_8859_1));
    if (big) {
      out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(first());
    } else {
      out.putShort((short) 42).putInt(first());
    }
    for (int i = 0; i < all.size(); i++) {
      boolean last = i == all.size() - 1;
      int next = out.position() + all.get(i).size();
      all.get(i).write(out, last ? circle ? first() : 0 : next);
    }
    return written(out);
  }

  private int size() {
    return directory() + entries.stream().mapToInt(this::outside).sum();
  }

  private int directory() {
    return (big ? 8 : 2) + entries.size() * (big ? 20 : 12) + (big ? 8 : 4);
  }

  private int outside(Entry entry) {
    return entry.inPlace || entry.value.length <= (big ? 8 : 4) ? 0 : entry.value.length;
  }

  private void write(ByteBuffer out, int next) {
    int values = out.position() + directory();
    if (big) {
      out.putLong(entries.size());
    } else {
      out.putShort((short) entries.size());
    }
    for (Entry entry : entries) {
      out.putShort((short) entry.tag).putShort((short) entry.type);
      if (big) {
        out.putLong(entry.count);
      } else {
        out.putInt((int) entry.count);
      }
      byte[] slot = new byte[big ? 8 : 4];
      if (outside(entry) == 0) {
        System.arraycopy(entry.value, 0, slot, 0, Math.min(slot.length, entry.value.length));
      } else {
        ByteBuffer at = ByteBuffer.wrap(slot).order(out.order());
        var _ = big ? at.putLong(values) : at.putInt(values);
        out.put(values, entry.value);
        values += entry.value.length;
      }
      out.put(slot);
    }
    if (big) {
      out.putLong(next);
    } else {
      out.putInt(next);
    }
    out.position(values);
  }

  /** So many empty directories, one after the other. */
  static byte[] chain(int count) {
    ByteBuffer out = ByteBuffer.allocate(8 + 6 * count).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II*\0".getBytes(ISO_8859_1)).putInt(8);
    for (int i = 1; i <= count; i++) {
      out.putShort((short) 0).putInt(i == count ? 0 : 8 + 6 * i);
    }
    return out.array();
  }
}
