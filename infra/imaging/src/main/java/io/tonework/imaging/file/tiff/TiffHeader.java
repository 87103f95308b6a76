package io.tonework.imaging.file.tiff;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.PixelSamples;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.PhotoshopResources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a TIFF file says of its photo (TIFF 6.0). */
public final class TiffHeader {
  static final int SUBFILE_TYPE = 0x00FE;
  static final int WIDTH = 0x0100;
  static final int HEIGHT = 0x0101;
  static final int BITS = 0x0102;
  public static final int COMPRESSION = 0x0103;
  static final int PHOTOMETRIC = 0x0106;
  static final int ORIENTATION = 0x0112;
  static final int SAMPLES = 0x0115;
  static final int XMP = 0x02BC;
  static final int IPTC = 0x83BB;
  static final int PHOTOSHOP = 0x8649;
  static final int ICC = 0x8773;
  private static final int SEPARATED = 5;
  private static final int YCBCR = 6;
  private static final Set<Long> JPEGS = Set.of(6L, 7L);
  private static final int COLOUR_FILTER_ARRAY = 32803;
  private static final int LINEAR_RAW = 34892;
  private static final int NUMBER_OF_INKS = 0x014E;
  private static final int EXTRA_SAMPLES = 0x0152;
  private static final int SAMPLE_FORMAT = 0x0153;
  private static final int UNSIGNED = 1;
  private static final int VOID = 4;
  private static final int MAX_SAMPLES = 1000;

  /** What is said of the photo in the first directory, if the photo's own does not say it. */
  static final Set<Integer> DESCRIPTIVE = Set.of(ORIENTATION, XMP, IPTC, PHOTOSHOP, ICC);

  private final Bytes bytes;
  private final boolean big;
  private final TiffDirectories directories;
  private final Map<Integer, Long> entries = new HashMap<>();

  private TiffHeader(Bytes bytes) {
    this.bytes = bytes;
    this.big = TiffEntry.isBig(bytes);
    this.directories = TiffDirectories.of(bytes);
    readEntries(directories.photo(), _ -> true);
    // what describes the photo stands in the first directory, wherever its pixels are
    readEntries(directories.first(), DESCRIPTIVE::contains);
  }

  /**
   * Reads the header, and finds the photo among the pictures of the file.
   *
   * @throws CorruptImage if there is no directory, or if they claim more than the file has
   */
  public static TiffHeader parse(byte[] file) {
    return new TiffHeader(new Bytes(file, file[0] == 'I'));
  }

  private void readEntries(TiffDirectory directory, IntPredicate wanted) {
    long entry = directory.at() + (big ? 8 : 2);
    for (int i = 0; i < directory.count(); i++, entry += entryBytes()) {
      if (wanted.test(bytes.u16(entry))) {
        entries.putIfAbsent(bytes.u16(entry), entry);
      }
    }
  }

  private int entryBytes() {
    return big ? 20 : 12;
  }

  /**
   * The file as a decoder is to be given it: with the photo alone, in its first directory. The same
   * array where it is so already.
   */
  public byte[] photoAlone() {
    return directories.isPlain() ? bytes.array() : PhotoAlone.of(bytes, directories);
  }

  /** What is in the file beside the photo, and is not rendered, by name. */
  public List<String> passedOver() {
    List<String> names = new ArrayList<>(directories.passedOver());
    if (samples().hasOthers()) {
      names.add("TIFF extra channels");
    }
    return names;
  }

  /** What the tags of the file say of the photo. */
  public TiffDescription description() {
    List<TiffEntry> tags = new ArrayList<>(TiffEntry.directory(bytes, directories.photo().at(), 0));
    if (directories.first().at() != directories.photo().at()) {
      Set<Integer> said = tags.stream().map(TiffEntry::tag).collect(Collectors.toSet());
      TiffEntry.directory(bytes, directories.first().at(), 0).stream()
          .filter(entry -> !said.contains(entry.tag()))
          .forEach(tags::add);
    }
    return TiffDescription.of(tags, bytes.littleEndian());
  }

  public ImageInfo info() {
    long photometric = number(PHOTOMETRIC, 2);
    if (photometric == COLOUR_FILTER_ARRAY || photometric == LINEAR_RAW) {
      throw new UnsupportedImage("a camera's raw file in TIFF; develop it first");
    }
    if (photometric > YCBCR) {
      throw new UnsupportedImage(
          "a TIFF whose colours are neither grey, RGB nor CMYK (photometric interpretation %d);"
                  .formatted(photometric)
              + " convert it to RGB first");
    }
    requireSamples();
    return new ImageInfo(
        ImageFormat.TIFF,
        side(number(WIDTH, 0)),
        side(number(HEIGHT, 0)),
        samples().kept(),
        Math.clamp(number(BITS, 1), 1, 64),
        orientation(),
        entries.containsKey(ICC),
        directories.pictures());
  }

  /** As decoders take it: one whole number from 1 to 8, or else 1. */
  private int orientation() {
    Long entry = entries.get(ORIENTATION);
    if (entry == null || (big ? bytes.u64(entry + 4L) : bytes.u32(entry + 4L)) != 1) {
      return 1;
    }
    long at = entry + (big ? 12L : 8L);
    long value =
        switch (bytes.u16(entry + 2L)) {
          case 1, 6 -> bytes.u8(at);
          case 3, 8 -> bytes.u16(at);
          case 4, 9 -> bytes.u32(at);
          case 16, 17 -> big ? bytes.u64(at) : 1;
          default -> 1;
        };
    return value >= 1 && value <= 8 ? (int) value : 1;
  }

  private static int side(long pixels) {
    if (pixels < 1 || pixels > Integer.MAX_VALUE) {
      throw new CorruptImage("TIFF: a side of " + pixels + " pixels");
    }
    return (int) pixels;
  }

  /** Whether its samples are inks, usually CMYK. */
  public boolean isSeparated() {
    return number(PHOTOMETRIC, 2) == SEPARATED;
  }

  /** How the samples of a pixel are to be read. */
  public PixelSamples samples() {
    int stored = Math.clamp(number(SAMPLES, 1), 1, 1000);
    int colours =
        switch ((int) number(PHOTOMETRIC, stored >= 3 ? 2 : 1)) {
          case 0, 1, 3 -> 1;
          case SEPARATED -> Math.clamp(number(NUMBER_OF_INKS, 4), 1, stored);
          default -> 3;
        };
    return PixelSamples.ofTiff(Math.min(colours, stored), stored, numbers(EXTRA_SAMPLES));
  }

  /** Refuses samples that no codec renders, before one of them takes them for others. */
  private void requireSamples() {
    if (number(PHOTOMETRIC, 2) == YCBCR && !JPEGS.contains(number(COMPRESSION, 1))) {
      // decoders of JPEG make RGB of it themselves; else libvips takes Y, Cb and Cr for R, G and B
      throw new UnsupportedImage(
          "a TIFF of YCbCr that is not compressed as JPEG; convert it to RGB first");
    }
    if (isSeparated() && samples().colours() != 4) {
      throw new UnsupportedImage(
          "a TIFF of %d inks, which are not those of CMYK; convert it to RGB first"
              .formatted(samples().colours()));
    }
    int[] bits = numbers(BITS);
    int[] formats = numbers(SAMPLE_FORMAT);
    boolean floats = Arrays.stream(formats).anyMatch(format -> format > UNSIGNED && format != VOID);
    if (floats || Arrays.stream(bits).anyMatch(depth -> depth > 16)) {
      throw new UnsupportedImage(
          "only 8 and 16 bits a channel are rendered, neither 32 bits nor floating point;"
              + " convert the picture to 16 bits");
    }
    boolean odd = Arrays.stream(bits).anyMatch(depth -> Integer.bitCount(depth) != 1);
    if (odd || Arrays.stream(bits).distinct().count() > 1) {
      throw new UnsupportedImage(
          "a TIFF of %s bits a channel; convert the picture to 8 or 16 bits"
              .formatted(
                  Arrays.stream(bits)
                      .mapToObj(Integer::toString)
                      .collect(Collectors.joining(", "))));
    }
  }

  /** The numbers of a tag; none if it is absent, or where they lie outside the file. */
  private int[] numbers(int tag) {
    Long entry = entries.get(tag);
    if (entry == null) {
      return new int[0];
    }
    long values = Math.min(MAX_SAMPLES, big ? bytes.u64(entry + 4L) : bytes.u32(entry + 4L));
    int unit =
        switch (bytes.u16(entry + 2L)) {
          case 1, 7 -> 1;
          case 3 -> 2;
          case 4 -> 4;
          default -> 0;
        };
    long at = unit == 0 ? 0 : place(entry);
    if (unit == 0 || at + values * unit > bytes.length()) {
      return new int[0];
    }
    int[] numbers = new int[(int) values];
    for (int i = 0; i < numbers.length; i++) {
      long from = at + (long) i * unit;
      numbers[i] =
          switch (unit) {
            case 1 -> bytes.u8(from);
            case 2 -> bytes.u16(from);
            default -> (int) bytes.u32(from);
          };
    }
    return numbers;
  }

  /** The first number of a tag, or the default if it is absent. */
  public long number(int tag, long absent) {
    Long entry = entries.get(tag);
    if (entry == null) {
      return absent;
    }
    int type = bytes.u16(entry + 2L);
    long at = place(entry);
    return switch (type) {
      case 1, 7 -> bytes.u8(at);
      case 3 -> bytes.u16(at);
      case 4 -> bytes.u32(at);
      case 16 -> bytes.u64(at);
      default -> throw new CorruptImage("TIFF: tag %d has type %d".formatted(tag, type));
    };
  }

  private byte @Nullable [] block(int tag) {
    Long entry = entries.get(tag);
    if (entry == null) {
      return null;
    }
    long at = place(entry);
    return bytes.slice(at, at + size(entry));
  }

  /** Where the values of an entry are. */
  private long place(long entry) {
    long slot = entry + (big ? 12L : 8L);
    if (size(entry) <= (big ? 8 : 4)) {
      return slot;
    }
    return big ? bytes.u64(slot) : bytes.u32(slot);
  }

  private long size(long entry) {
    int type = bytes.u16(entry + 2L);
    long values = big ? bytes.u64(entry + 4L) : bytes.u32(entry + 4L);
    if (values > bytes.length()) {
      throw new CorruptImage("TIFF: a tag of " + values + " values");
    }
    return type < TiffEntry.TYPE_BYTES.length ? values * TiffEntry.TYPE_BYTES[type] : 0;
  }

  /**
   * XMP, Photoshop resources with the IPTC record, and profile.
   *
   * @param exif the EXIF tags of the file as a block of their own
   */
  public Metadata metadata(byte @Nullable [] exif) {
    byte @Nullable [] photoshop = PhotoshopResources.withIptc(block(PHOTOSHOP), block(IPTC));
    return new Metadata(exif, block(XMP), photoshop, block(ICC));
  }
}
