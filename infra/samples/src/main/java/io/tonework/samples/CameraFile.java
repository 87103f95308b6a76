package io.tonework.samples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Adds to a JPEG what a camera writes: an EXIF block and a colour profile. */
final class CameraFile {
  private static final int SOI_BYTES = 2;
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;

  private CameraFile() {}

  static byte[] withMetadata(byte[] jpeg, byte[] profile, int width, int height, long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + profile.length + 512);
    out.write(jpeg, 0, SOI_BYTES);
    segment(out, 0xE1, "Exif\0\0", exif(width, height, seed));
    segment(out, 0xE2, "ICC_PROFILE\0\1\1", profile);
    out.write(jpeg, SOI_BYTES, jpeg.length - SOI_BYTES);
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int marker, String name, byte[] data) {
    int length = 2 + name.length() + data.length;
    out.write(0xFF);
    out.write(marker);
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(name.getBytes(US_ASCII));
    out.writeBytes(data);
  }

  private static byte[] exif(int width, int height, long seed) {
    ByteBuffer block = ByteBuffer.allocate(512);
    int values = 8 + 2 + 6 * 12 + 4;
    int sub = values + 64;
    int subValues = sub + 2 + 6 * 12 + 4;
    block.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8).putShort((short) 6);
    text(block, 0x010F, "Tonework", values);
    text(block, 0x0110, "Synthetic", values + 16);
    number(block, 0x0112, SHORT, 1);
    text(block, 0x0132, "2026:01:02 03:04:05", values + 32);
    text(block, 0x8298, "CC0\0", 0);
    number(block, 0x8769, LONG, sub);
    block.putInt(0);
    block.position(sub).putShort((short) 6);
    rational(block, 0x829A, subValues, 1, 125);
    rational(block, 0x829D, subValues + 8, 28, 10);
    number(block, 0x8827, SHORT, 100 << (int) (seed & 3));
    text(block, 0x9003, "2026:01:02 03:04:05", subValues + 16);
    number(block, 0xA002, LONG, width);
    number(block, 0xA003, LONG, height);
    block.putInt(0);
    byte[] used = new byte[subValues + 36];
    block.get(0, used);
    return used;
  }

  private static void number(ByteBuffer block, int tag, int type, int value) {
    block.putShort((short) tag).putShort((short) type).putInt(1);
    block.putInt(type == SHORT ? value << 16 : value);
  }

  private static void rational(ByteBuffer block, int tag, int at, int over, int under) {
    block.putShort((short) tag).putShort((short) RATIONAL).putInt(1).putInt(at);
    block.putInt(at, over).putInt(at + 4, under);
  }

  private static void text(ByteBuffer block, int tag, String text, int at) {
    byte[] bytes = at == 0 ? text.getBytes(US_ASCII) : (text + "\0").getBytes(US_ASCII);
    block.putShort((short) tag).putShort((short) ASCII).putInt(bytes.length);
    if (at == 0) {
      block.put(bytes);
    } else {
      block.putInt(at);
      block.put(at, bytes);
    }
  }
}
