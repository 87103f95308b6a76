package io.tonework.imaging.file;

import io.tonework.imaging.file.jpeg.JpegHeader;
import io.tonework.imaging.file.metadata.BlockHead;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.png.PngHeader;
import io.tonework.imaging.file.png.PngWriter;
import io.tonework.imaging.file.webp.WebpHeader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names the blocks of an original that {@link MetadataCarrier} does not carry into the result:
 * manifests and indices that speak of other pixels, and what is not known here. Previews are not
 * named, nor is what the encoder states anew.
 */
final class DroppedBlocks {
  private static final int MAX_NAMES = 16;
  private static final int MAX_IDENTIFIER = 24;
  private static final int APP11 = 0xEB;
  private static final int APP15 = 0xEF;
  private static final String JUMBF = "JP";
  private static final String MPF = "MPF\0";
  private static final String ADOBE = "Adobe";

  /** Pixels, what is carried, and what describes the samples or the file of the original. */
  private static final Set<String> PNG_ACCOUNTED_FOR =
      Set.of(
          "IHDR", "PLTE", "tRNS", "IDAT", "IEND", "eXIf", "iCCP", "sRGB", "acTL", "fcTL", "fdAT");

  private static final Set<String> WEBP_ACCOUNTED_FOR =
      Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "EXIF", "XMP ", "ICCP");

  private DroppedBlocks() {}

  /** The names, each once, in the order of the file; at most 16 and how many more there are. */
  static List<String> named(Stream<String> all) {
    List<String> names = all.distinct().toList();
    return names.size() <= MAX_NAMES
        ? names
        : Stream.concat(
                names.stream().limit(MAX_NAMES), Stream.of(names.size() - MAX_NAMES + " more"))
            .toList();
  }

  static Stream<String> jpeg(JpegHeader header, boolean sameFormat) {
    Bytes bytes = header.bytes();
    List<JpegHeader.Segment> segments = header.segments();
    boolean joined = header.hasWholeExtension();
    // a manifest goes on over segments of which only the first says what it is
    boolean c2pa = segments.stream().anyMatch(s -> isJumbf(bytes, s) && contains(bytes, s, "c2pa"));
    JpegHeader.@Nullable Segment exif = header.exifSegment().orElse(null);
    JpegHeader.@Nullable Segment xmp = first(bytes, segments, BlockHead.XMP);
    Stream<String> trailer =
        Stream.of("data after the picture").filter(name -> hasTrailer(bytes.array(), header.end()));
    return Stream.concat(
        segments.stream()
            .filter(s -> !s.equals(exif) && !s.equals(xmp))
            .filter(s -> !(joined && bytes.has(s.offset(), JpegHeader.XMP_EXTENSION)))
            .map(s -> jpegName(bytes, s, sameFormat, c2pa))
            .flatMap(Stream::ofNullable),
        trailer);
  }

  private static @Nullable String jpegName(
      Bytes bytes, JpegHeader.Segment segment, boolean sameFormat, boolean c2pa) {
    int marker = segment.marker();
    int at = segment.offset();
    if (marker == JpegHeader.COM) {
      return sameFormat ? null : "comment";
    }
    boolean jfif = marker == JpegHeader.APP0 && bytes.has(at, "JFIF\0") && segment.length() > 7;
    if (jfif && bytes.u8(at + 7L) != 0 && !sameFormat) {
      return "JFIF resolution";
    }
    if (marker <= JpegHeader.APP0 || marker > APP15) {
      return null; // tables and frames; JFIF, which is written anew
    }
    if (marker == JpegHeader.APP1 && bytes.has(at, JpegHeader.XMP_EXTENSION)) {
      return "extended XMP";
    }
    boolean carried =
        (marker == JpegHeader.APP2 && bytes.has(at, JpegHeader.ICC))
            || (marker == JpegHeader.APP13 && bytes.has(at, JpegHeader.PHOTOSHOP))
            || (marker == JpegHeader.APP14 && bytes.has(at, ADOBE));
    if (carried) {
      return null;
    }
    if (marker == JpegHeader.APP2 && bytes.has(at, MPF)) {
      return "MPF";
    }
    if (isJumbf(bytes, segment)) {
      return c2pa ? "C2PA" : "JUMBF";
    }
    String name = "APP" + (marker - JpegHeader.APP0);
    return (name + " " + identifier(bytes, segment)).strip();
  }

  /** Whether more than padding follows: further pictures, a film, a maker's data. */
  private static boolean hasTrailer(byte[] file, int end) {
    int at = end;
    while (at < file.length && (file[at] == 0 || file[at] == (byte) 0xFF)) {
      at++;
    }
    return file.length - at > 1;
  }

  private static boolean isJumbf(Bytes bytes, JpegHeader.Segment segment) {
    return segment.marker() == APP11 && bytes.has(segment.offset(), JUMBF);
  }

  /** The block that is carried; files with several are read by their first. */
  private static JpegHeader.@Nullable Segment first(
      Bytes bytes, List<JpegHeader.Segment> segments, String prefix) {
    return segments.stream()
        .filter(s -> s.marker() == JpegHeader.APP1 && bytes.has(s.offset(), prefix))
        .findFirst()
        .orElse(null);
  }

  private static boolean contains(Bytes bytes, JpegHeader.Segment segment, String ascii) {
    for (int at = segment.offset(); at + ascii.length() <= segment.end(); at++) {
      if (bytes.has(at, ascii)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What a segment calls itself: letters, digits and what names are joined with, up to the rest.
   */
  private static String identifier(Bytes bytes, JpegHeader.Segment segment) {
    StringBuilder name = new StringBuilder();
    int end = Math.min(segment.end(), segment.offset() + MAX_IDENTIFIER);
    for (int at = segment.offset(); at < end; at++) {
      int c = bytes.u8(at);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "._-:/".indexOf(c) >= 0);
      if (!plain) {
        break;
      }
      name.append((char) c);
    }
    return name.toString();
  }

  static Stream<String> png(PngHeader header, boolean sameFormat) {
    Bytes bytes = header.bytes();
    Stream<String> damaged =
        header.damaged().stream()
            .filter(type -> !type.equals("iCCP")) // named as a broken profile
            .map(type -> "PNG " + printable(type) + " (damaged)");
    Stream<String> unknown =
        header.chunks().stream()
            .filter(c -> !PNG_ACCOUNTED_FOR.contains(c.type()))
            .filter(
                c -> !PngWriter.isText(c.type()) || !(sameFormat || PngWriter.isBlock(bytes, c)))
            .filter(c -> !PngWriter.isOrientation(bytes, c))
            // elsewhere a profile says the same
            .filter(c -> !PngWriter.isColour(c.type()))
            .map(c -> c.type().equals("caBX") ? "C2PA" : "PNG " + printable(c.type()));
    Stream<String> trailer = Stream.of("data after the picture").filter(_ -> header.hasTrailer());
    return Stream.of(unknown, damaged, trailer).flatMap(names -> names);
  }

  static Stream<String> webp(WebpHeader header) {
    return Stream.concat(
        header.chunks().stream()
            .map(WebpHeader.Chunk::type)
            .filter(type -> !WEBP_ACCOUNTED_FOR.contains(type))
            .map(type -> type.equals("C2PA") ? "C2PA" : "WebP " + printable(type)),
        Stream.of(
                header.hasHiddenProfile() ? "WebP ICCP" : "",
                header.hasTrailer() ? "data after the picture" : "",
                header.isCutShort() ? "data cut off after the picture" : "")
            .filter(name -> !name.isEmpty()));
  }

  static String printable(String type) {
    return type.replaceAll("[^A-Za-z0-9]", "?");
  }
}
