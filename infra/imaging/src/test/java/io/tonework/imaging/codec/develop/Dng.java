package io.tonework.imaging.codec.develop;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * A raw file of an invented camera: an uncompressed RGGB mosaic of 16 bits (DNG 1.4), in the first
 * directory, as small cameras write it.
 */
public final class Dng {
  private static final int BYTE = 1;
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int SRATIONAL = 10;
  private static final int ENTRY_BYTES = 12;

  private final Map<Integer, Entry> entries = new TreeMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(int type, int count, byte[] value) {}

  private Dng() {}

  /** What the sensor sees at a place, 0..65535, of the colour 0 red, 1 green or 2 blue. */
  public interface Sensor {
    int at(int x, int y, int colour);
  }

  /** A file with camera, date, GPS-less EXIF and an orientation. */
  public static byte[] of(int width, int height, int orientation, Sensor sensor) {
    Dng dng = new Dng();
    dng.longs(0x00FE, 0);
    dng.longs(0x0100, width);
    dng.longs(0x0101, height);
    dng.shorts(0x0102, 16);
    dng.shorts(0x0103, 1);
    dng.shorts(0x0106, 32803);
    dng.text(0x010F, "Tonework");
    dng.text(0x0110, "Pinhole 1");
    dng.longs(0x0111, 0);
    dng.shorts(0x0112, orientation);
    dng.shorts(0x0115, 1);
    dng.longs(0x0116, height);
    dng.longs(0x0117, width * height * 2);
    dng.shorts(0x011C, 1);
    dng.text(0x0132, "2026:11:21 12:00:00");
    dng.text(0x013B, "A. Photographer");
    dng.shorts(0x828D, 2, 2);
    dng.bytes(0x828E, 0, 1, 1, 2);
    dng.bytes(0xC612, 1, 4, 0, 0);
    dng.text(0xC614, "Tonework Pinhole 1");
    dng.longs(0xC61D, 65535);
    // the inverse of the matrix from sRGB's primaries to XYZ: the sensor sees as sRGB does
    dng.fractions(0xC621, SRATIONAL, 32405, -15371, -4985, -9693, 18760, 416, 556, -2040, 10572);
    dng.fractions(0xC628, RATIONAL, 10000, 10000, 10000);
    dng.shorts(0xC65A, 21);
    return dng.file(width, height, sensor);
  }

  private void shorts(int tag, int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(LITTLE_ENDIAN);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    entries.put(tag, new Entry(SHORT, values.length, buffer.array()));
  }

  private void longs(int tag, int value) {
    byte[] bytes = ByteBuffer.allocate(4).order(LITTLE_ENDIAN).putInt(value).array();
    entries.put(tag, new Entry(LONG, 1, bytes));
  }

  private void bytes(int tag, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    entries.put(tag, new Entry(BYTE, values.length, bytes));
  }

  private void text(int tag, String text) {
    byte[] bytes = (text + "\0").getBytes(US_ASCII);
    entries.put(tag, new Entry(ASCII, bytes.length, bytes));
  }

  /** Ten-thousandths. */
  private void fractions(int tag, int type, int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(LITTLE_ENDIAN);
    for (int value : values) {
      buffer.putInt(value).putInt(10000);
    }
    entries.put(tag, new Entry(type, values.length, buffer.array()));
  }

  private byte[] file(int width, int height, Sensor sensor) {
    int directory = 2 + entries.size() * ENTRY_BYTES + 4;
    int behind = entries.values().stream().mapToInt(entry -> entry.value.length + 1).sum();
    int pixels = 8 + directory + behind + behind % 2;
    longs(0x0111, pixels);
    ByteBuffer file = ByteBuffer.allocate(pixels + width * height * 2).order(LITTLE_ENDIAN);
    file.put("II*\0".getBytes(US_ASCII)).putInt(8).putShort((short) entries.size());
    int values = 8 + directory;
    for (var each : entries.entrySet()) {
      Entry entry = each.getValue();
      file.putShort(each.getKey().shortValue()).putShort((short) entry.type).putInt(entry.count);
      if (entry.value.length > 4) {
        file.putInt(values);
        file.put(values, entry.value);
        values += entry.value.length + entry.value.length % 2;
      } else {
        file.put(entry.value).put(new byte[4 - entry.value.length]);
      }
    }
    file.position(pixels);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        file.putShort((short) sensor.at(x, y, x % 2 + y % 2));
      }
    }
    return file.array();
  }
}
