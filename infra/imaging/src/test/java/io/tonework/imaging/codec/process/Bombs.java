package io.tonework.imaging.codec.process;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Files that claim or contain far more than they weigh. */
final class Bombs {
  private static final byte[] PNG = bytes("\u0089PNG\r\n\u001A\n");

  private Bombs() {}

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] chunk(String type, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(bytes(type));
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(bytes(type))
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] ihdr(int width, int height) {
    byte[] data =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    return chunk("IHDR", data);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** So many zeros, deflated. */
  static byte[] inflating(int count) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      deflater.setInput(new byte[count]);
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  static byte[] png(int width, int height) {
    return joined(
        PNG, ihdr(width, height), chunk("IDAT", inflating(1 << 20)), chunk("IEND", new byte[0]));
  }

  /** A whole picture of black. */
  static byte[] flatPng(int width, int height) {
    byte[] pixels = inflating((3 * width + 1) * height);
    return joined(PNG, ihdr(width, height), chunk("IDAT", pixels), chunk("IEND", new byte[0]));
  }

  static byte[] manyChunks(int count) {
    byte[] empty = chunk("teXt", new byte[0]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(joined(PNG, ihdr(8, 8)));
    for (int i = 0; i < count; i++) {
      out.writeBytes(empty);
    }
    return out.toByteArray();
  }

  static byte[] film(int frames) {
    byte[] control = ByteBuffer.allocate(8).putInt(frames).putInt(0).array();
    return joined(PNG, ihdr(8, 8), chunk("acTL", control), chunk("IDAT", inflating(200)));
  }

  /** A picture with chunks of deflated text behind its header. */
  static byte[] withText(byte[] png, String type, String prefix, byte[] deflated, int count) {
    byte[] chunk = chunk(type, joined(bytes(prefix), deflated));
    int head = PNG.length + 25;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, head);
    for (int i = 0; i < count; i++) {
      out.writeBytes(chunk);
    }
    out.write(png, head, png.length - head);
    return out.toByteArray();
  }

  static byte[] jpeg(int width, int height) {
    ByteBuffer frame = ByteBuffer.allocate(19).putShort((short) 0xFFC0).putShort((short) 17);
    frame.put((byte) 8).putShort((short) height).putShort((short) width).put((byte) 3);
    frame.put(new byte[] {1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0});
    return joined(bytes("\u00FF\u00D8"), frame.array(), bytes("\u00FF\u00DA\0\2"), new byte[64]);
  }

  static byte[] manySegments(int count) {
    return joined(bytes("\u00FF\u00D8"), bytes("\u00FF\u00FE\0\2".repeat(count)), jpeg(8, 8));
  }

  static byte[] webp(int width, int height) {
    ByteBuffer file =
        ByteBuffer.allocate(12 + 8 + 10)
            .order(LITTLE_ENDIAN)
            .put(bytes("RIFF"))
            .putInt(22)
            .put(bytes("WEBPVP8X"));
    file.putInt(10).putInt(0);
    put24(file, width - 1);
    put24(file, height - 1);
    return file.array();
  }

  static byte[] manyWebpChunks(int count) {
    return joined(webp(8, 8), bytes("ABCD\0\0\0\0".repeat(count)));
  }

  private static void put24(ByteBuffer file, int value) {
    file.putShort((short) value).put((byte) (value >> 16));
  }

  static byte[] tiff(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(8 + 2 + 5 * 12 + 4).order(LITTLE_ENDIAN);
    file.put(bytes("II*\0")).putInt(8).putShort((short) 5);
    entry(file, 0x0100, 4, 1, width);
    entry(file, 0x0101, 4, 1, height);
    entry(file, 0x0106, 3, 1, 1);
    entry(file, 0x0111, 4, 1, 8);
    entry(file, 0x0117, 4, 1, Integer.MAX_VALUE);
    return file.array();
  }

  private static void entry(ByteBuffer file, int tag, int type, int count, int value) {
    file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  /** Pages of 8 x 8, one after the other. */
  static byte[] pages(int count) {
    int size = 2 + 3 * 12 + 4;
    ByteBuffer file =
        ByteBuffer.allocate(8 + count * size).order(LITTLE_ENDIAN).put(bytes("II*\0")).putInt(8);
    for (int i = 0; i < count; i++) {
      file.putShort((short) 3);
      entry(file, 0x0100, 3, 1, 8);
      entry(file, 0x0101, 3, 1, 8);
      entry(file, 0x0106, 3, 1, 1);
      file.putInt(i + 1 < count ? file.position() + 4 : 0);
    }
    return file.array();
  }

  /** A page whose next page is itself, by way of another, and whose EXIF is its own directory. */
  static byte[] circle() {
    byte[] file = pages(2);
    ByteBuffer buffer = ByteBuffer.wrap(file).order(LITTLE_ENDIAN);
    buffer.putInt(file.length - 4, 8);
    buffer.putShort(8 + 2 + 24, (short) 0x8769).putInt(8 + 2 + 24 + 8, 8);
    return file;
  }

  /** 4,000 directories of 65,535 tags each, every one two bytes after the one before. */
  static byte[] overlappingDirectories() {
    int count = 4_000;
    int size = 0xFFFF * 12;
    ByteBuffer file =
        ByteBuffer.allocate(8 + 2 * count + 2 + size + 2 * count + 8)
            .order(LITTLE_ENDIAN)
            .put(bytes("II*\0"))
            .putInt(8);
    for (int i = 0; i < count + 1; i++) {
      file.putShort(8 + 2 * i, (short) 0xFFFF);
    }
    // where one ends lies two bytes after where the one before ends: the halves of all overlap
    for (int i = 0; i + 1 < count; i += 2) {
      file.putInt(8 + 2 * i + 2 + size, 8 + 2 * i + 4);
    }
    return file.array();
  }

  /** So many tags that all have the whole file as their value. */
  static byte[] sharedValues(int size, int tags) {
    ByteBuffer file =
        ByteBuffer.allocate(size)
            .order(LITTLE_ENDIAN)
            .put(bytes("II*\0"))
            .putInt(8)
            .putShort((short) (tags + 3));
    entry(file, 0x0100, 3, 1, 8);
    entry(file, 0x0101, 3, 1, 8);
    entry(file, 0x0106, 3, 1, 1);
    for (int i = 0; i < tags; i++) {
      entry(file, 0x0400 + i, 1, size - 8, 8);
    }
    return file.array();
  }

  static byte[] heif(String brand, int width, int height) {
    byte[] ftyp = box("ftyp", joined(bytes(brand), new byte[4], bytes("mif1" + brand)));
    byte[] ispe =
        box("ispe", ByteBuffer.allocate(12).putInt(0).putInt(width).putInt(height).array());
    byte[] ipma =
        box(
            "ipma",
            ByteBuffer.allocate(12)
                .putInt(0)
                .putInt(1)
                .putShort((short) 1)
                .put((byte) 1)
                .put((byte) 1)
                .array());
    byte[] pitm = box("pitm", ByteBuffer.allocate(6).putInt(0).putShort((short) 1).array());
    byte[] iprp = box("iprp", joined(box("ipco", ispe), ipma));
    return joined(ftyp, box("meta", joined(new byte[4], pitm, iprp)));
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(bytes(type))
        .put(content)
        .array();
  }
}
