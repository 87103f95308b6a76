package io.tonework.imaging.codec.vips;

import io.tonework.imaging.TestImages;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Metadata;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** JPEG XL files, written by libvips, with their metadata in boxes. */
public final class JxlFiles {
  private static final int CONTAINER_HEADER = 12;

  private JxlFiles() {}

  /** A lossless picture of 16 bits and three channels. */
  public static byte[] of(int width, int height, TestImages.Samples samples, Metadata metadata) {
    byte[] plain = TestImages.file(ImageFormat.TIFF, width, height, 3, 16, samples);
    byte[] tiff = TestImages.withIcc(plain, ImageFormat.TIFF, metadata.icc());
    VipsLibrary vips = VipsOpening.library().orElseThrow();
    vips.allow("VipsForeignSaveJxl"); // in this process alone, for the file
    try (VipsFile in = new VipsFile(vips, tiff);
        VipsImage image = in.open(false)) {
      return boxed(image.encode(".jxl[lossless]"), metadata);
    }
  }

  /** A lossless picture of 8 bits whose codestream has an orientation, with metadata in boxes. */
  public static byte[] oriented(byte[] tiff, int orientation, Metadata metadata) {
    VipsLibrary vips = VipsOpening.library().orElseThrow();
    vips.allow("VipsForeignSaveJxl"); // in this process alone, for the file
    try (VipsFile in = new VipsFile(vips, tiff);
        VipsImage image = in.open(false)) {
      return boxed(turned(codestream(image.encode(".jxl[lossless]")), orientation), metadata);
    }
  }

  private static byte[] codestream(byte[] encoded) {
    if ((encoded[0] & 0xFF) == 0xFF) {
      return encoded;
    }
    ByteBuffer in = ByteBuffer.wrap(encoded);
    for (int at = 0; at < encoded.length; at += in.getInt(at)) {
      if (new String(encoded, at + 4, 4, StandardCharsets.ISO_8859_1).equals("jxlc")) {
        int end = in.getInt(at) == 0 ? encoded.length : at + in.getInt(at);
        return Arrays.copyOfRange(encoded, at + 8, end);
      }
    }
    throw new IllegalStateException("libvips writes its codestream in parts");
  }

  /**
   * Writes the header anew with its extra fields (ISO/IEC 18181-1, annex D): the orientation, three
   * flags that are not set, and tone mapping by default.
   */
  private static byte[] turned(byte[] codestream, int orientation) {
    BitSet old = BitSet.valueOf(codestream);
    BitSet out = new BitSet();
    int at = 16;
    boolean small = old.get(at);
    at += small ? 6 : 3 + List.of(9, 13, 18, 30).get(number(old, at + 1));
    int ratio = number(old, at) + (old.get(at + 2) ? 4 : 0);
    at += 3;
    at += ratio != 0 ? 0 : small ? 5 : 2 + List.of(9, 13, 18, 30).get(number(old, at));
    int fields = at;
    int depth = fields + 3; // not all by default, no extra fields, no floating point
    boolean known =
        number(old, fields) == 0
            && !old.get(fields + 2)
            && number(old, depth) == 0 // 8 bits
            && number(old, depth + 3) == 0 // no extra channels
            && old.get(depth + 6) // the colour of sRGB
            && number(old, depth + 7) == 0 // no extensions
            && old.get(depth + 9); // the usual transform
    if (!known) {
      throw new IllegalStateException("libjxl writes its header in another way");
    }
    copy(old, 0, fields + 1, out, 0);
    int to = fields + 1;
    out.set(to++);
    for (int bit = 0; bit < 3; bit++) {
      out.set(to++, ((orientation - 1) >> bit & 1) == 1);
    }
    to += 3; // no own size, no preview, no animation
    copy(old, fields + 2, depth + 7, out, to);
    to += depth + 7 - (fields + 2);
    out.set(to++); // tone mapping by default
    copy(old, depth + 7, depth + 10, out, to);
    to += 3;
    byte[] header = Arrays.copyOf(out.toByteArray(), (to + 7) / 8);
    int rest = (depth + 10 + 7) / 8;
    byte[] file = Arrays.copyOf(header, header.length + codestream.length - rest);
    System.arraycopy(codestream, rest, file, header.length, codestream.length - rest);
    return file;
  }

  /** Two bits as a number. */
  private static int number(BitSet bits, int at) {
    return (bits.get(at) ? 1 : 0) + (bits.get(at + 1) ? 2 : 0);
  }

  private static void copy(BitSet from, int start, int end, BitSet to, int at) {
    for (int i = start; i < end; i++) {
      to.set(at + i - start, from.get(i));
    }
  }

  private static byte[] boxed(byte[] encoded, Metadata metadata) {
    boolean bare = (encoded[0] & 0xFF) == 0xFF;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(box("JXL ", new byte[] {0x0D, 0x0A, (byte) 0x87, 0x0A}));
    file.writeBytes(box("ftyp", "jxl \0\0\0\0jxl ".getBytes(StandardCharsets.ISO_8859_1)));
    if (metadata.exif() != null) {
      ByteBuffer exif = ByteBuffer.allocate(4 + metadata.exif().length);
      file.writeBytes(box("Exif", exif.putInt(0).put(metadata.exif()).array()));
    }
    if (metadata.xmp() != null) {
      file.writeBytes(box("xml ", metadata.xmp()));
    }
    if (bare) {
      file.writeBytes(box("jxlc", encoded));
    } else {
      int from = CONTAINER_HEADER + ByteBuffer.wrap(encoded).getInt(CONTAINER_HEADER);
      file.write(encoded, from, encoded.length - from);
    }
    return file.toByteArray();
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }
}
