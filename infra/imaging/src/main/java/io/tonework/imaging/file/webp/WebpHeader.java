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
import java.util.Set;

/**
 * The chunks of a WebP file (RFC 9649).
 *
 * @param bytes the file
 * @param chunks every chunk in order
 */
public record WebpHeader(Bytes bytes, List<Chunk> chunks) {
  /** One chunk: its type, where its payload begins and how long it is. */
  public record Chunk(String type, int offset, int length) {}

  /** Chunks that hold a picture. */
  static final Set<String> PICTURE = Set.of("VP8 ", "VP8L");

  /** Chunks that decoders know. */
  static final Set<String> KNOWN =
      Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "XMP ");

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
      long end = at + 8 + length;
      boolean padded = (length & 1) == 1 && !(isKnown(bytes, end) && !isKnown(bytes, end + 1));
      at = end + (padded ? 1 : 0);
    }
    if (chunks.isEmpty()) {
      throw new CorruptImage("WebP: no chunk in the file");
    }
    return new WebpHeader(bytes, List.copyOf(chunks));
  }

  private static boolean isKnown(Bytes bytes, long at) {
    return at + 4 <= bytes.length() && KNOWN.contains(bytes.text(at, 4));
  }

  /** The chunk that says how large the picture is; chunks that nobody knows may come before it. */
  private Chunk head() {
    return chunks.stream()
        .filter(chunk -> chunk.type.equals("VP8X"))
        .findFirst()
        .or(() -> chunks.stream().filter(chunk -> PICTURE.contains(chunk.type)).findFirst())
        .orElseThrow(
            () -> new CorruptImage("WebP: the first chunk is '" + chunks.getFirst().type + "'"));
  }

  /**
   * The file as a decoder is to be given it: the same array, or one of its known chunks alone, with
   * the size that they have.
   *
   * @param withProfile whether the profile is in it; some decoders convert by it unasked
   */
  public byte[] decodable(boolean withProfile) {
    return WebpRepair.decodable(this, withProfile);
  }

  /**
   * Whether there is a profile that no reader looks for, since the first chunk has no flag for it.
   */
  public boolean hasHiddenProfile() {
    return !saysProfile() && chunks.stream().anyMatch(chunk -> chunk.type.equals("ICCP"));
  }

  private boolean saysProfile() {
    return chunks.stream()
        .anyMatch(chunk ->
            chunk.type.equals("VP8X") && (bytes.u8(chunk.offset) & WebpWriter.HAS_ICC) != 0);
  }

  /** Whether the head speaks of more than there is. */
  public boolean isCutShort() {
    return bytes.u32(4) + 8 > bytes.length() + 1L;
  }

  /** Whether something follows the last chunk that is more than padding. */
  public boolean hasTrailer() {
    Chunk last = chunks.getLast();
    for (int at = last.offset + last.length; at < bytes.length(); at++) {
      if (bytes.u8(at) != 0) {
        return true;
      }
    }
    return false;
  }

  public ImageInfo info(Metadata metadata) {
    Chunk first = head();
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
   * The blocks, the first of each kind, wherever they are and, but for the profile, whether or not
   * the file's first chunk has a flag for them.
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
        case "ICCP" -> {
          if (found.icc() == null && saysProfile()) {
            found = found.withIcc(bytes.slice(chunk.offset, end));
          }
        }
        default -> {}
      }
    }
    return found;
  }
}
