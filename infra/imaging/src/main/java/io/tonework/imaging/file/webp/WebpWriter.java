package io.tonework.imaging.file.webp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.webp.WebpHeader.Chunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts metadata chunks into a WebP file, in the order that RFC 9649 asks for. */
public final class WebpWriter {
  static final int HAS_ICC = 0x20;
  private static final int HAS_ALPHA = 0x10;
  private static final int HAS_EXIF = 0x08;
  private static final int HAS_XMP = 0x04;

  private WebpWriter() {}

  public static byte[] inject(WebpHeader header, Metadata metadata) {
    byte[] encoded = header.bytes().array();
    ImageInfo info = header.info(Metadata.NONE);
    ByteArrayOutputStream body = new ByteArrayOutputStream(encoded.length + 100_000);
    int flags =
        (metadata.icc() == null ? 0 : HAS_ICC)
            | (info.channels() == 4 ? HAS_ALPHA : 0)
            | (metadata.exif() == null ? 0 : HAS_EXIF)
            | (metadata.xmp() == null ? 0 : HAS_XMP);
    ByteBuffer extended = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    extended.put((byte) flags).put(new byte[3]);
    put24(extended, info.width() - 1);
    put24(extended, info.height() - 1);
    chunk(body, "VP8X", extended.array(), 0, 10);
    if (metadata.icc() != null) {
      chunk(body, "ICCP", metadata.icc(), 0, metadata.icc().length);
    }
    for (Chunk chunk : header.chunks()) {
      switch (chunk.type()) {
        case "VP8 ", "VP8L", "ALPH" ->
            chunk(body, chunk.type(), encoded, chunk.offset(), chunk.length());
        default -> {}
      }
    }
    if (metadata.exif() != null) {
      chunk(body, "EXIF", metadata.exif(), 0, metadata.exif().length);
    }
    if (metadata.xmp() != null) {
      chunk(body, "XMP ", metadata.xmp(), 0, metadata.xmp().length);
    }
    return file(body);
  }

  /** The chunks with the head of a file before them. */
  static byte[] file(ByteArrayOutputStream body) {
    ByteBuffer file = ByteBuffer.allocate(12 + body.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(ISO_8859_1)).putInt(4 + body.size());
    return file.put("WEBP".getBytes(ISO_8859_1)).put(body.toByteArray()).array();
  }

  private static void put24(ByteBuffer to, int value) {
    to.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }

  static void chunk(ByteArrayOutputStream out, String type, byte[] data, int from, int length) {
    out.writeBytes(type.getBytes(ISO_8859_1));
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(length >> shift);
    }
    out.write(data, from, length);
    if ((length & 1) == 1) {
      out.write(0);
    }
  }
}
