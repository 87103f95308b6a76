package io.tonework.imaging.file.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.PictureDamage;
import io.tonework.imaging.file.metadata.BlockHead;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Chromaticities;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.ExifBlock;
import io.tonework.imaging.file.metadata.Metadata;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG file (PNG specification, third edition), metadata after the pixels included.
 *
 * @param bytes the file
 * @param chunks every chunk in order, without damaged ones that the picture does not need
 * @param damaged the types of chunks whose check sums are wrong
 */
public record PngHeader(Bytes bytes, List<Chunk> chunks, List<String> damaged) {
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
  private static final List<Double> BT709 = List.of(.3127, .3290, .64, .33, .30, .60, .15, .06);
  private static final Set<String> KNOWN = Set.of("IHDR", "PLTE", "IDAT", "IEND");
  private static final Set<String> UNCHECKED = Set.of("IDAT", "fdAT", "IEND");
  private static final int SIGNATURE = 8;
  private static final int MAX_PROFILE_BYTES = 16 << 20;

  /** The kinds of profiles in text that may hold an orientation or a colour profile. */
  private static final Set<String> BRIEF_PROFILES = Set.of("exif", "app1", "icc", "icm");

  /** Of each kind so many are read; small chunks may inflate to much: there is an end to trying. */
  private static final int MAX_RAW_PROFILES = 2;

  /** No bytes: whoever parses them finds no profile, and says that the file's is broken. */
  private static final byte[] UNREADABLE = {};

  /** One chunk: its type, where its data begins and how long they are. */
  public record Chunk(String type, int offset, int length) {}

  public static PngHeader parse(byte[] file) {
    Bytes bytes = Bytes.bigEndian(file);
    List<Chunk> chunks = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    int at = 8;
    while (at < file.length) {
      if (!chunks.isEmpty() && file.length - at < 8) {
        break; // cut within the head of a chunk
      }
      long length = bytes.u32(at);
      String type = bytes.text(at + 4L, 4);
      if (!chunks.isEmpty() && !isWhole(bytes, at, length)) {
        break; // pixels cut short: the decoder says so; the header before them is still told
      }
      bytes.require(at + 8L, length + 4);
      Bytes.requireFew(chunks.size() + damaged.size());
      Chunk chunk = new Chunk(type, at + 8, (int) length);
      boolean sound = isSound(bytes, chunk);
      if (sound || isCritical(type)) {
        chunks.add(chunk);
      }
      if (!sound) {
        damaged.add(type);
      }
      at += (int) length + 12;
      if (type.equals("IEND")) {
        break;
      }
    }
    if (chunks.isEmpty()
        || !chunks.getFirst().type.equals("IHDR")
        || chunks.getFirst().length < 13) {
      throw new CorruptImage("PNG: the file does not begin with a header chunk");
    }
    return new PngHeader(bytes, List.copyOf(chunks), List.copyOf(damaged));
  }

  /**
   * Whether the check sum of a chunk is right; those of pixels and of the end are not looked at.
   */
  private static boolean isSound(Bytes bytes, Chunk chunk) {
    if (UNCHECKED.contains(chunk.type)) {
      return true;
    }
    CRC32 sum = new CRC32();
    sum.update(bytes.array(), chunk.offset - 4, chunk.length + 4);
    return sum.getValue() == bytes.u32((long) chunk.offset + chunk.length);
  }

  /** Whether no picture can be decoded by those who cannot read chunks of the type. */
  private static boolean isCritical(String type) {
    return type.charAt(0) >= 'A' && type.charAt(0) <= 'Z';
  }

  /**
   * The file as a decoder is to be given it: the same array, or one without the chunks that are
   * damaged.
   *
   * @throws CorruptImage if the picture needs a chunk that is damaged or not known
   */
  public byte[] decodable() {
    chunks.stream()
        .map(Chunk::type)
        .filter(type -> isCritical(type) && !KNOWN.contains(type))
        .findFirst()
        .ifPresent(type -> {
          throw new CorruptImage(
              "PNG: the picture needs a chunk '%s', which is not known".formatted(type));
        });
    damaged.stream()
        .filter(PngHeader::isCritical)
        .findFirst()
        .ifPresent(type -> {
          throw new CorruptImage("PNG: the check sum of %s is wrong".formatted(type));
        });
    // libpng does not read a profile that comes after this chunk
    boolean hides =
        types().indexOf("sRGB") >= 0 && types().indexOf("sRGB") < types().indexOf("iCCP");
    if (damaged.isEmpty() && !hides) {
      return bytes.array();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length());
    out.write(bytes.array(), 0, SIGNATURE);
    for (Chunk chunk : chunks) {
      if (!hides || !chunk.type.equals("sRGB")) {
        out.write(bytes.array(), chunk.offset - 8, chunk.length + 12);
      }
    }
    // pixels that are cut short are for the decoder to refuse
    int end = chunks.getLast().offset + chunks.getLast().length + 4;
    out.write(bytes.array(), end, bytes.length() - end);
    return out.toByteArray();
  }

  private List<String> types() {
    return chunks.stream().map(Chunk::type).toList();
  }

  private static boolean isWhole(Bytes bytes, int at, long length) {
    return at + 12 + length <= bytes.length();
  }

  public ImageInfo info() {
    int ihdr = chunks.getFirst().offset;
    int channels =
        switch (bytes.u8(ihdr + 9L)) {
          case 0 -> 1;
          case 2, 3 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> throw new CorruptImage("PNG: colour type " + bytes.u8(ihdr + 9L));
        };
    Metadata brief = brief();
    return new ImageInfo(
        ImageFormat.PNG,
        side(bytes.u32(ihdr)),
        side(bytes.u32(ihdr + 4L)),
        channels,
        bytes.u8(ihdr + 8L),
        brief.exif() == null ? 1 : ExifBlock.orientation(brief.exif()),
        brief.icc() != null || first("iCCP").isPresent() || damaged.contains("iCCP"),
        frames());
  }

  private static int side(long pixels) {
    if (pixels < 1 || pixels > Integer.MAX_VALUE) {
      throw new CorruptImage("PNG: a side of " + pixels + " pixels");
    }
    return (int) pixels;
  }

  private int frames() {
    for (Chunk chunk : chunks) {
      if (chunk.type.equals("acTL") && chunk.length >= 8) {
        return Math.clamp(bytes.u32(chunk.offset), 1, Integer.MAX_VALUE);
      }
    }
    return 1;
  }

  public Metadata metadata() {
    Metadata found = Metadata.NONE;
    boolean packetSeen = false;
    for (Chunk chunk : chunks) {
      switch (chunk.type) {
        case "eXIf" -> found = withExif(found, chunk);
        case "iCCP" -> found = found.icc() == null ? found.withIcc(profile(bytes, chunk)) : found;
        case "iTXt" -> {
          if (!packetSeen && isXmp(bytes, chunk)) {
            packetSeen = true;
            found = found.withXmp(xmp(bytes, chunk));
          }
        }
        default -> {}
      }
    }
    if (damaged.contains("iCCP") && found.icc() == null) {
      found = found.withIcc(UNREADABLE);
    }
    return withRawProfiles(found, _ -> true);
  }

  /** What is missing of the picture; empty if nothing is. */
  public Optional<PictureDamage> damage() {
    return new PngPixels(this).damage();
  }

  /** The file with black lines in the place of those that are missing. */
  public byte[] mended() {
    return new PngPixels(this).mended();
  }

  /** Whether the file goes on after the end of the picture. */
  public boolean hasTrailer() {
    Chunk last = chunks.getLast();
    for (int at = last.offset + last.length + 4;
        last.type.equals("IEND") && at < bytes.length();
        at++) {
      if (bytes.u8(at) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the header says of orientation and profile: no packet and no profile is inflated for it,
   * save those in text.
   */
  private Metadata brief() {
    Metadata found = Metadata.NONE;
    for (Chunk chunk : chunks) {
      if (chunk.type.equals("eXIf")) {
        found = withExif(found, chunk);
      }
    }
    return withRawProfiles(found, BRIEF_PROFILES::contains);
  }

  /** The first counts; some writers keep JPEG's head before the block. */
  private Metadata withExif(Metadata found, Chunk chunk) {
    long end = (long) chunk.offset + chunk.length;
    long from = chunk.offset + (long) BlockHead.exifLength(bytes, chunk.offset);
    return found.exif() == null ? found.withExif(bytes.slice(Math.min(from, end), end)) : found;
  }

  private Metadata withRawProfiles(Metadata blocks, Predicate<String> wanted) {
    Metadata found = blocks;
    Map<String, Integer> tried = new HashMap<>();
    for (Chunk chunk : chunks) {
      if (RawProfile.is(bytes, chunk)) {
        String kind = RawProfile.kind(bytes, chunk);
        boolean read =
            RawProfile.isCarried(kind)
                && wanted.test(kind)
                && tried.merge(kind, 1, Integer::sum) <= MAX_RAW_PROFILES;
        found = read ? RawProfile.addedTo(found, bytes, chunk) : found;
      }
    }
    return found;
  }

  /** The {@code cICP} chunk. */
  public Optional<CodedColour> codedColour() {
    return first("cICP")
        .filter(chunk -> chunk.length >= 2)
        .map(chunk -> new CodedColour(bytes.u8(chunk.offset), bytes.u8(chunk.offset + 1L)));
  }

  /**
   * What {@code cHRM} and {@code gAMA} say; empty if there is neither, or if {@code sRGB} overrides
   * them. The gamma of 1/2.2 that writers give for sRGB stands for its curve.
   */
  public Optional<Chromaticities> chromaticities() {
    Optional<Chunk> chrm = first("cHRM").filter(chunk -> chunk.length >= 32);
    Optional<Chunk> gama = first("gAMA").filter(chunk -> chunk.length >= 4);
    if (first("sRGB").isPresent() || (chrm.isEmpty() && gama.isEmpty())) {
      return Optional.empty();
    }
    long inverse = gama.map(chunk -> bytes.u32(chunk.offset)).orElse(0L);
    boolean likeSrgb = inverse == 0 || Math.abs(inverse - 45455) < 500;
    double gamma = likeSrgb ? 0 : 100_000.0 / inverse;
    return Optional.of(
        chrm.map(chunk -> Chromaticities.of(bytes, chunk.offset, gamma))
            .orElseGet(() -> new Chromaticities(BT709, gamma)));
  }

  /** Whether the {@code sRGB} chunk is there. */
  public boolean saysSrgb() {
    return first("sRGB").isPresent();
  }

  /** The chunk of a type, the first if there are several. */
  Optional<Chunk> first(String type) {
    return chunks.stream().filter(chunk -> chunk.type.equals(type)).findFirst();
  }

  static boolean isXmp(Bytes bytes, Chunk chunk) {
    return chunk.type.equals("iTXt") && bytes.has(chunk.offset, XMP_KEYWORD + "\0");
  }

  private static byte @Nullable [] xmp(Bytes bytes, Chunk chunk) {
    long flag = chunk.offset + XMP_KEYWORD.length() + 1L;
    long at = flag + 2;
    long end = (long) chunk.offset + chunk.length;
    for (int terminators = 0; terminators < 2 && at < end; at++) {
      terminators += bytes.u8(at) == 0 ? 1 : 0;
    }
    if (at >= end) {
      return null;
    }
    byte[] packet = bytes.slice(at, end);
    return bytes.u8(flag) == 0
        ? packet
        : RawProfile.inflated(packet, MAX_PROFILE_BYTES).orElse(null);
  }

  private static byte[] profile(Bytes bytes, Chunk chunk) {
    int end = chunk.offset + chunk.length;
    int at = chunk.offset;
    while (at < end && bytes.u8(at) != 0) {
      at++;
    }
    return at + 2 >= end
        ? UNREADABLE
        : RawProfile.inflated(bytes.slice(at + 2L, end), MAX_PROFILE_BYTES).orElse(UNREADABLE);
  }

  /** Keyword and flags before the XMP packet in its chunk. */
  static byte[] xmpPrefix() {
    return (XMP_KEYWORD + "\0\0\0\0\0").getBytes(ISO_8859_1);
  }
}
