package io.tonework.imaging.file.webp;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.BlockHead;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.ExifBlock;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of a WebP file (RFC 9649).
 *
 * @param bytes the file
 * @param chunks every chunk in order
 */
public record WebpHeader(Bytes bytes, List<Chunk> chunks) {
  /** One chunk: its type, where its payload begins and how long it is. */
  public record Chunk(String type, int offset, int length) {}

  public static WebpHeader parse(byte[] file) {
    Bytes bytes = Bytes.littleEndian(file);
    List<Chunk> chunks = new ArrayList<>();
    long at = 12;
    while (at + 8 <= file.length) {
      long length = bytes.u32(at + 4);
      if (at + 8 + length > file.length && !chunks.isEmpty()) {
        break; // cut short: the decoder says so; the header before is still told
      }
      bytes.require(at + 8, length);
      Bytes.requireFew(chunks.size());
      chunks.add(new Chunk(bytes.text(at, 4), (int) at + 8, (int) length));
      at += 8 + length + (length & 1);
    }
    if (chunks.isEmpty()) {
      throw new CorruptImage("WebP: no chunk in the file");
    }
    return new WebpHeader(bytes, List.copyOf(chunks));
  }

  public ImageInfo info(Metadata metadata) {
    Chunk first = chunks.getFirst();
    int at = first.offset;
    int width;
    int height;
    boolean alpha;
    switch (first.type) {
      case "VP8X" -> {
        alpha = (bytes.u8(at) & 0x10) != 0;
        width = bytes.u24(at + 4L) + 1;
        height = bytes.u24(at + 7L) + 1;
      }
      case "VP8L" -> {
        long bits = bytes.u32(at + 1L);
        alpha = (bits >> 28 & 1) == 1;
        width = (int) (bits & 0x3FFF) + 1;
        height = (int) (bits >> 14 & 0x3FFF) + 1;
      }
      case "VP8 " -> {
        alpha = false;
        width = bytes.u16(at + 6L) & 0x3FFF;
        height = bytes.u16(at + 8L) & 0x3FFF;
      }
      default -> throw new CorruptImage("WebP: the first chunk is '" + first.type + "'");
    }
    return new ImageInfo(
        ImageFormat.WEBP,
        width,
        height,
        alpha ? 4 : 3,
        8,
        metadata.exif() == null ? 1 : ExifBlock.orientation(metadata.exif()),
        metadata.icc() != null,
        (int) Math.max(1, chunks.stream().filter(c -> c.type.equals("ANMF")).count()));
  }

  /**
   * The blocks, the first of each kind, wherever they are and whether or not the file's first chunk
   * has a flag for them.
   */
  public Metadata metadata() {
    Metadata found = Metadata.NONE;
    for (Chunk chunk : chunks) {
      long end = (long) chunk.offset + chunk.length;
      switch (chunk.type) {
        case "EXIF" -> {
          // some writers keep JPEG's head before the block
          long from = chunk.offset + (long) BlockHead.exifLength(bytes, chunk.offset);
          found =
              found.exif() == null ? found.withExif(bytes.slice(Math.min(from, end), end)) : found;
        }
        case "XMP " ->
            found = found.xmp() == null ? found.withXmp(bytes.slice(chunk.offset, end)) : found;
        case "ICCP" ->
            found = found.icc() == null ? found.withIcc(bytes.slice(chunk.offset, end)) : found;
        default -> {}
      }
    }
    return found;
  }
}
