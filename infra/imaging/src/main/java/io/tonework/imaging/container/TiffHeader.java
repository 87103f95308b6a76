package io.tonework.imaging.container;

import io.tonework.imaging.CorruptImage;
import io.tonework.imaging.ImageFormat;
import io.tonework.imaging.ImageInfo;
import io.tonework.imaging.UnsupportedImage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first directory of a TIFF file (TIFF 6.0). */
final class TiffHeader {
  static final int SUBFILE_TYPE = 0x00FE;
  static final int WIDTH = 0x0100;
  static final int HEIGHT = 0x0101;
  static final int BITS = 0x0102;
  static final int COMPRESSION = 0x0103;
  static final int PHOTOMETRIC = 0x0106;
  static final int ORIENTATION = 0x0112;
  static final int SAMPLES = 0x0115;
  static final int XMP = 0x02BC;
  static final int PHOTOSHOP = 0x8649;
  static final int ICC = 0x8773;
  private static final int COLOUR_FILTER_ARRAY = 32803;
  private static final int LINEAR_RAW = 34892;
  private static final int MAX_DIRECTORIES = 4096;
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private final Bytes bytes;
  private final Map<Integer, Integer> entries = new HashMap<>();
  private final int directories;

  private TiffHeader(Bytes bytes) {
    this.bytes = bytes;
    long at = bytes.u32(4);
    readEntries(at);
    this.directories = countDirectories(at);
  }

  static TiffHeader parse(byte[] file) {
    return new TiffHeader(new Bytes(file, file[0] == 'I'));
  }

  private void readEntries(long at) {
    int count = bytes.u16(at);
    bytes.require(at + 2, count * 12L);
    for (int i = 0; i < count; i++) {
      int entry = (int) at + 2 + i * 12;
      entries.putIfAbsent(bytes.u16(entry), entry);
    }
  }

  /** Pictures in the file, reduced-size previews not counted. */
  private int countDirectories(long first) {
    Set<Long> seen = new HashSet<>();
    int pictures = 0;
    long at = first;
    while (at != 0 && seen.add(at)) {
      if (seen.size() > MAX_DIRECTORIES) {
        throw new CorruptImage("TIFF: more than " + MAX_DIRECTORIES + " directories");
      }
      int count = bytes.u16(at);
      boolean isPreview = false;
      for (int i = 0; i < count; i++) {
        long entry = at + 2 + i * 12L;
        isPreview |= bytes.u16(entry) == SUBFILE_TYPE && (bytes.u32(entry + 8) & 1) == 1;
      }
      pictures += isPreview ? 0 : 1;
      at = bytes.u32(at + 2 + count * 12L);
    }
    return Math.max(1, pictures);
  }

  ImageInfo info() {
    long photometric = number(PHOTOMETRIC, 2);
    if (photometric == COLOUR_FILTER_ARRAY || photometric == LINEAR_RAW) {
      throw new UnsupportedImage("a camera's raw file in TIFF; develop it first");
    }
    long orientation = number(ORIENTATION, 1);
    return new ImageInfo(
        ImageFormat.TIFF,
        side(number(WIDTH, 0)),
        side(number(HEIGHT, 0)),
        Math.clamp(number(SAMPLES, 1), 1, 1000),
        Math.clamp(number(BITS, 1), 1, 64),
        orientation >= 1 && orientation <= 8 ? (int) orientation : 1,
        entries.containsKey(ICC),
        directories);
  }

  private static int side(long pixels) {
    if (pixels < 1 || pixels > Integer.MAX_VALUE) {
      throw new CorruptImage("TIFF: a side of " + pixels + " pixels");
    }
    return (int) pixels;
  }

  /** The first number of a tag, or the default if it is absent. */
  long number(int tag, long absent) {
    Integer entry = entries.get(tag);
    if (entry == null) {
      return absent;
    }
    int type = bytes.u16(entry + 2L);
    long size = size(entry);
    long at = size > 4 ? bytes.u32(entry + 8L) : entry + 8L;
    return switch (type) {
      case 1, 7 -> bytes.u8(at);
      case 3 -> bytes.u16(at);
      case 4 -> bytes.u32(at);
      default -> throw new CorruptImage("TIFF: tag %d has type %d".formatted(tag, type));
    };
  }

  private byte @Nullable [] block(int tag) {
    Integer entry = entries.get(tag);
    if (entry == null) {
      return null;
    }
    long size = size(entry);
    long at = size > 4 ? bytes.u32(entry + 8L) : entry + 8L;
    return bytes.slice(at, at + size);
  }

  private long size(int entry) {
    int type = bytes.u16(entry + 2L);
    return type < TYPE_BYTES.length ? bytes.u32(entry + 4L) * TYPE_BYTES[type] : 0;
  }

  /** XMP, Photoshop resources and profile; the EXIF tags of the file as a block of their own. */
  Metadata metadata() {
    return new Metadata(TiffTags.exifOf(bytes.array()), block(XMP), block(PHOTOSHOP), block(ICC));
  }
}
