package io.tonework.imaging.file.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.file.metadata.BlockHead;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.PhotoshopResources;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Metadata as hexadecimal text in a PNG chunk, the convention of ImageMagick that ExifTool and
 * others follow: the keyword {@code Raw profile type} and a kind, then the kind again, the number
 * of bytes, and the bytes.
 *
 * @param kind such as {@code exif}, {@code iptc} or {@code xmp}, in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // carried on, never compared
record RawProfile(String kind, byte[] data) {
  static final String KEYWORD = "Raw profile type ";
  private static final int MAX_TEXT_BYTES = 16 << 20;

  /** Whether a text chunk holds such a profile. */
  static boolean is(Bytes bytes, PngHeader.Chunk chunk) {
    return PngText.is(chunk)
        && chunk.length() >= KEYWORD.length()
        && bytes.has(chunk.offset(), KEYWORD);
  }

  /** Reads one; empty if its text cannot be understood. */
  static Optional<RawProfile> read(Bytes bytes, PngHeader.Chunk chunk) {
    return PngText.value(bytes, chunk, MAX_TEXT_BYTES)
        .flatMap(RawProfile::parsed)
        .map(data -> new RawProfile(kind(bytes, chunk), data));
  }

  /** The kind of one, by its keyword; its text is not looked at. */
  static String kind(Bytes bytes, PngHeader.Chunk chunk) {
    return PngText.keyword(bytes, chunk)
        .substring(KEYWORD.length())
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<byte[]> parsed(byte[] text) {
    // a line break, the kind, a line break, the length, a line break, the digits
    String[] lines = new String(text, ISO_8859_1).strip().split("\n", 3);
    if (lines.length < 3) {
      return Optional.empty();
    }
    try {
      byte[] data = HexFormat.of().parseHex(lines[2].replaceAll("\\s", ""));
      int length = Integer.parseInt(lines[1].strip());
      return length >= 0 && length <= data.length
          ? Optional.of(Arrays.copyOf(data, length))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The metadata with the block of a chunk, where there is none of its kind yet. */
  static Metadata addedTo(Metadata found, Bytes bytes, PngHeader.Chunk chunk) {
    return read(bytes, chunk).map(profile -> profile.addedTo(found)).orElse(found);
  }

  private Metadata addedTo(Metadata found) {
    return switch (kind) {
      case "exif", "app1" -> {
        Bytes bytes = Bytes.bigEndian(data);
        if (bytes.has(0, BlockHead.XMP)) {
          byte[] packet = bytes.slice(BlockHead.XMP.length(), data.length);
          yield found.xmp() == null ? found.withXmp(packet) : found;
        }
        int prefix = BlockHead.exifLength(bytes, 0);
        yield found.exif() == null ? found.withExif(bytes.slice(prefix, data.length)) : found;
      }
      case "xmp" -> found.xmp() == null ? found.withXmp(data) : found;
      case "icc", "icm" -> found.icc() == null ? found.withIcc(data) : found;
      case "iptc", "8bim" -> {
        boolean resources = Bytes.bigEndian(data).has(0, "8BIM");
        byte[] block =
            resources
                ? PhotoshopResources.joined(found.photoshop(), data)
                : PhotoshopResources.withIptc(found.photoshop(), data);
        yield new Metadata(found.exif(), found.xmp(), block, found.icc());
      }
      default -> found;
    };
  }

  /** Whether profiles of this kind are read into one of the {@link Metadata} blocks. */
  static boolean isCarried(String kind) {
    return switch (kind) {
      case "exif", "app1", "xmp", "icc", "icm", "iptc", "8bim" -> true;
      default -> false;
    };
  }

  /** The content of a {@code zTXt} chunk that holds this profile. */
  byte[] chunkData() {
    String hex = HexFormat.of().formatHex(data).replaceAll("(.{72})", "$1\n");
    String text = "\n%s\n%8d\n%s\n".formatted(kind, data.length, hex);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes((KEYWORD + kind + "\0\0").getBytes(ISO_8859_1));
    out.writeBytes(deflated(text.getBytes(ISO_8859_1)));
    return out.toByteArray();
  }

  static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** The data inflated; empty if they are damaged or become more than so many bytes. */
  static Optional<byte[]> inflated(byte[] data, int maxBytes) {
    return inflated(data, maxBytes, false);
  }

  /**
   * A colour profile inflated. As for libpng, it is whole when it has the size that it says it has:
   * some writers leave out the end of the deflated data.
   */
  static Optional<byte[]> inflatedProfile(byte[] data, int maxBytes) {
    return inflated(data, maxBytes, true);
  }

  /** Whether the data begin with a number of bytes that they have, the way of a colour profile. */
  private static boolean isWholeProfile(byte[] data) {
    return data.length >= 128
        && Bytes.bigEndian(data).u32(0) >= 128
        && Bytes.bigEndian(data).u32(0) <= data.length;
  }

  private static Optional<byte[]> inflated(byte[] data, int maxBytes, boolean isProfile) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!inflater.finished() && out.size() <= maxBytes) {
        int count = inflater.inflate(buffer);
        if (count == 0) {
          break;
        }
        out.write(buffer, 0, count);
      }
      byte[] inflated = out.toByteArray();
      boolean whole = inflater.finished() || (isProfile && isWholeProfile(inflated));
      return whole ? Optional.of(inflated) : Optional.empty();
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }
}
