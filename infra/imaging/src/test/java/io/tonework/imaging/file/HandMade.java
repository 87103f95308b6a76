package io.tonework.imaging.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Files put together byte by byte, for the formats that Java cannot write. */
public final class HandMade {
  private HandMade() {}

  /** The arrays one after the other. */
  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** One byte a character. */
  public static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** The low bytes of the numbers. */
  public static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Big-endian numbers of four bytes. */
  public static byte[] ints(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }

  /** Big-endian numbers of two bytes. */
  public static byte[] shorts(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return buffer.array();
  }

  /** A WebP file of these chunks. */
  public static byte[] webp(byte[]... chunks) {
    byte[] body = joined(chunks);
    return joined(text("RIFF"), littleEndian(4 + body.length), text("WEBP"), body);
  }

  /** One chunk of a WebP file, padded to an even length. */
  public static byte[] webpChunk(String type, byte[] data) {
    byte[] padding = new byte[data.length & 1];
    return joined(text(type), littleEndian(data.length), data, padding);
  }

  /** The chunk that names size and features of an extended WebP file. */
  public static byte[] vp8x(int flags, int width, int height) {
    byte[] size = joined(littleEndian24(width - 1), littleEndian24(height - 1));
    return webpChunk("VP8X", joined(bytes(flags, 0, 0, 0), size));
  }

  /** The first bytes of a lossy frame: its size and nothing of its pixels. */
  public static byte[] vp8(int width, int height) {
    ByteBuffer frame = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    frame.put(bytes(0x10, 0, 0, 0x9D, 0x01, 0x2A));
    frame.putShort((short) width).putShort((short) height);
    return webpChunk("VP8 ", frame.array());
  }

  /** The first bytes of a lossless frame. */
  public static byte[] vp8l(int width, int height, boolean alpha) {
    int bits = (width - 1) | (height - 1) << 14 | (alpha ? 1 : 0) << 28;
    return webpChunk("VP8L", joined(bytes(0x2F), littleEndian(bits)));
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] littleEndian24(int value) {
    return bytes(value, value >> 8, value >> 16);
  }

  /** A box of the ISO base media file format. */
  public static byte[] box(String type, byte[]... content) {
    byte[] body = joined(content);
    return joined(ints(8 + body.length), text(type), body);
  }

  /** A box with a version and flags. */
  public static byte[] fullBox(String type, int version, int flags, byte[]... content) {
    return box(type, ints(version << 24 | flags), joined(content));
  }
}
