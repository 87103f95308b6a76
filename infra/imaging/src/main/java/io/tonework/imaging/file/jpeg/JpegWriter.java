package io.tonework.imaging.file.jpeg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.jpeg.JpegHeader.Segment;
import io.tonework.imaging.file.metadata.BlockHead;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.ExtendedXmp;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.PositionText;
import io.tonework.imaging.file.metadata.Turn;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts metadata segments into a JPEG file. */
public final class JpegWriter {
  private static final int MAX_PAYLOAD = 65533;
  private static final int JFIF_BYTES = 14;
  private static final int JFIF_DENSITY = 8;

  private JpegWriter() {}

  /**
   * Puts the blocks in.
   *
   * @param original whose resolution and comments go along; null if there is none
   * @param turn how the picture stands against that of the original
   * @param withoutPosition whether comments that give a position stay behind
   */
  public static byte[] inject(
      JpegHeader header,
      Metadata metadata,
      @Nullable JpegHeader original,
      Turn turn,
      boolean withoutPosition) {
    byte[] encoded = header.bytes().array();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xFF);
    out.write(0xD8);
    int rest = 2;
    boolean resolution = original != null && resolution(out, original, turn);
    for (Segment segment : header.segments()) {
      if (segment.marker() == JpegHeader.APP0 && !resolution) {
        out.write(encoded, segment.start(), segment.end() - segment.start());
      } else if (segment.marker() != JpegHeader.APP0 && !isMetadata(segment.marker())) {
        rest = segment.start();
        break;
      }
      rest = segment.end();
    }
    if (metadata.exif() != null) {
      segment(out, JpegHeader.APP1, BlockHead.EXIF, metadata.exif(), "EXIF");
    }
    if (metadata.xmp() != null) {
      xmp(out, metadata.xmp());
    }
    if (original != null) {
      sameFormatOnly(out, original, withoutPosition);
    }
    if (metadata.photoshop() != null) {
      parts(out, JpegHeader.APP13, JpegHeader.PHOTOSHOP, metadata.photoshop(), false);
    }
    if (metadata.icc() != null) {
      parts(out, JpegHeader.APP2, JpegHeader.ICC, metadata.icc(), true);
    }
    // the file is large, and this is the only copy of it
    byte[] head = out.toByteArray();
    byte[] file = Arrays.copyOf(head, head.length + encoded.length - rest);
    System.arraycopy(encoded, rest, file, head.length, encoded.length - rest);
    return file;
  }

  /** The original's JFIF segment with its resolution, without a preview. */
  private static boolean resolution(ByteArrayOutputStream out, JpegHeader original, Turn turn) {
    Bytes bytes = original.bytes();
    for (Segment segment : original.segments()) {
      if (segment.marker() == JpegHeader.APP0
          && segment.length() >= JFIF_BYTES
          && bytes.has(segment.offset(), "JFIF\0")) {
        head(out, JpegHeader.APP0, JFIF_BYTES);
        out.write(bytes.array(), segment.offset(), JFIF_DENSITY);
        // pixels per unit across and down
        int across = segment.offset() + JFIF_DENSITY + (turn.swapsSides() ? 2 : 0);
        int down = segment.offset() + JFIF_DENSITY + (turn.swapsSides() ? 0 : 2);
        out.write(bytes.array(), across, 2);
        out.write(bytes.array(), down, 2);
        out.write(0);
        out.write(0);
        return true;
      }
    }
    return false;
  }

  private static boolean isMetadata(int marker) {
    return marker == JpegHeader.APP1
        || marker == JpegHeader.APP2
        || marker == JpegHeader.APP13
        || marker == JpegHeader.COM;
  }

  private static void xmp(ByteArrayOutputStream out, byte[] xmp) {
    ExtendedXmp divided = ExtendedXmp.of(xmp, MAX_PAYLOAD - BlockHead.XMP.length());
    byte[] packet = divided.packet().getBytes(ISO_8859_1);
    segment(out, JpegHeader.APP1, BlockHead.XMP, packet, "XMP");
    byte[] extension = divided.extension().getBytes(ISO_8859_1);
    int perPart = MAX_PAYLOAD - JpegHeader.EXTENSION_HEAD;
    for (int from = 0; from < extension.length; from += perPart) {
      int length = Math.min(perPart, extension.length - from);
      head(out, JpegHeader.APP1, JpegHeader.EXTENSION_HEAD + length);
      out.writeBytes((JpegHeader.XMP_EXTENSION + divided.digest()).getBytes(ISO_8859_1));
      out.writeBytes(ByteBuffer.allocate(8).putInt(extension.length).putInt(from).array());
      out.write(extension, from, length);
    }
  }

  /** Comments. */
  private static void sameFormatOnly(
      ByteArrayOutputStream out, JpegHeader original, boolean withoutPosition) {
    for (Segment segment : original.segments()) {
      boolean comment = segment.marker() == JpegHeader.COM;
      if (comment
          && !(withoutPosition
              && PositionText.isIn(original.bytes().text(segment.offset(), segment.length())))) {
        out.write(original.bytes().array(), segment.start(), segment.end() - segment.start());
      }
    }
  }

  private static void segment(
      ByteArrayOutputStream out, int marker, String prefix, byte[] block, String what) {
    int length = prefix.length() + block.length;
    if (length > MAX_PAYLOAD) {
      throw new UnsupportedImage(
          "the %s block of %d bytes is too large for a JPEG; ask for another format"
              .formatted(what, block.length));
    }
    head(out, marker, length);
    out.writeBytes(prefix.getBytes(ISO_8859_1));
    out.writeBytes(block);
  }

  static void parts(
      ByteArrayOutputStream out, int marker, String prefix, byte[] block, boolean numbered) {
    int perPart = MAX_PAYLOAD - prefix.length() - (numbered ? 2 : 0);
    int count = (block.length + perPart - 1) / perPart;
    for (int part = 0; part < count; part++) {
      int from = part * perPart;
      int length = Math.min(perPart, block.length - from);
      head(out, marker, prefix.length() + (numbered ? 2 : 0) + length);
      out.writeBytes(prefix.getBytes(ISO_8859_1));
      if (numbered) {
        out.write(part + 1);
        out.write(count);
      }
      out.write(block, from, length);
    }
  }

  private static void head(ByteArrayOutputStream out, int marker, int payload) {
    out.write(0xFF);
    out.write(marker);
    out.write((payload + 2) >> 8);
    out.write(payload + 2);
  }
}
