package io.tonework.imaging.file.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.PositionText;
import io.tonework.imaging.file.metadata.Turn;
import io.tonework.imaging.file.png.PngHeader.Chunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Puts metadata chunks into a PNG file, after its header and before its pixels. */
public final class PngWriter {
  private static final int SIGNATURE = 8;
  private static final int AROUND_CHUNK = 12;
  private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  // colour, when no profile overrides it, and text; the rest describes samples that have changed
  private static final Set<String> COLOUR = Set.of("sRGB", "gAMA", "cHRM", "cICP");
  private static final Set<String> TEXT = Set.of("tEXt", "zTXt", "iTXt", "pHYs");

  private static final int PHYS_BYTES = 9;
  private static final int MAX_TEXT_BYTES = 16 << 20;

  private PngWriter() {}

  /** Whether a chunk is ImageMagick's own, of the orientation; nobody else reads it. */
  public static boolean isOrientation(Bytes bytes, Chunk chunk) {
    return chunk.type().equals("orNT")
        || (PngText.is(chunk)
            && PngText.keyword(bytes, chunk).toLowerCase(Locale.ROOT).endsWith("orientation"));
  }

  /** Whether chunks of the type say what the samples mean, when no profile does. */
  public static boolean isColour(String type) {
    return COLOUR.contains(type);
  }

  /** Whether chunks of the type are for people, and go from PNG to PNG as they are. */
  public static boolean isText(String type) {
    return TEXT.contains(type);
  }

  /**
   * Puts the blocks in.
   *
   * @param original of which text and, without a profile, colour go along; null if there is none
   * @param turn how the picture stands against that of the original
   * @param withoutPosition whether text that names a place or gives a position stays behind
   */
  public static byte[] inject(
      PngHeader header,
      Metadata metadata,
      @Nullable PngHeader original,
      Turn turn,
      boolean withoutPosition) {
    byte[] encoded = header.bytes().array();
    ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length + 100_000);
    out.write(encoded, 0, SIGNATURE);
    for (Chunk chunk : header.chunks()) {
      if (PIXELS.contains(chunk.type())) {
        out.write(encoded, chunk.offset() - 8, chunk.length() + AROUND_CHUNK);
      }
      if (chunk.type().equals("IHDR")) {
        blocks(out, metadata);
        if (original != null) {
          sameFormatOnly(out, metadata, original, turn, withoutPosition);
        }
      }
    }
    return out.toByteArray();
  }

  private static void blocks(ByteArrayOutputStream out, Metadata metadata) {
    if (metadata.icc() != null) {
      chunk(
          out,
          "iCCP",
          join("ICC profile\0\0".getBytes(ISO_8859_1), RawProfile.deflated(metadata.icc())));
    }
    if (metadata.exif() != null) {
      chunk(out, "eXIf", metadata.exif());
    }
    if (metadata.xmp() != null) {
      chunk(out, "iTXt", join(PngHeader.xmpPrefix(), metadata.xmp()));
    }
    if (metadata.photoshop() != null) {
      chunk(out, "zTXt", new RawProfile("iptc", metadata.photoshop()).chunkData());
    }
  }

  private static void sameFormatOnly(
      ByteArrayOutputStream out,
      Metadata metadata,
      PngHeader original,
      Turn turn,
      boolean withoutPosition) {
    Bytes bytes = original.bytes();
    for (Chunk chunk : original.chunks()) {
      boolean wanted =
          COLOUR.contains(chunk.type())
              ? metadata.icc() == null || chunk.type().equals("cICP")
              : isOrientation(bytes, chunk)
                  ? !turn.upright()
                  : TEXT.contains(chunk.type())
                      && !isBlock(bytes, chunk)
                      && !(withoutPosition && holdsPosition(bytes, chunk));
      if (!wanted) {
        continue;
      }
      if (chunk.type().equals("pHYs") && chunk.length() == PHYS_BYTES && turn.swapsSides()) {
        chunk(out, "pHYs", swapped(bytes, chunk));
      } else {
        out.write(bytes.array(), chunk.offset() - 8, chunk.length() + AROUND_CHUNK);
      }
    }
  }

  /** Pixels per unit across and down, exchanged. */
  private static byte[] swapped(Bytes bytes, Chunk chunk) {
    long from = chunk.offset();
    return join(
        bytes.slice(from + 4, from + 8),
        join(bytes.slice(from, from + 4), bytes.slice(from + 8, from + PHYS_BYTES)));
  }

  /** Whether text says where the photo was taken, or cannot be read and might. */
  private static boolean holdsPosition(Bytes bytes, Chunk chunk) {
    if (!PngText.is(chunk)) {
      return false;
    }
    if (RawProfile.is(bytes, chunk) || PositionText.isNamedBy(PngText.keyword(bytes, chunk))) {
      return true;
    }
    return PngText.value(bytes, chunk, MAX_TEXT_BYTES)
        .map(text -> new String(text, ISO_8859_1))
        .filter(text -> !text.contains("<x:xmpmeta") && !text.contains("<rdf:RDF"))
        .filter(text -> !PositionText.isIn(text))
        .isEmpty();
  }

  /** Whether a text chunk holds what is written as a block of its own. */
  public static boolean isBlock(Bytes bytes, Chunk chunk) {
    return PngHeader.isXmp(bytes, chunk)
        || (RawProfile.is(bytes, chunk)
            && RawProfile.isCarried(RawProfile.kind(bytes, chunk))
            && RawProfile.read(bytes, chunk).isPresent());
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(data.length + AROUND_CHUNK);
    chunk.putInt(data.length).put(type.getBytes(ISO_8859_1)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, data.length + 4);
    chunk.putInt((int) crc.getValue());
    out.writeBytes(chunk.array());
  }
}
