package io.tonework.imaging.file.jpeg;

import static io.tonework.imaging.file.metadata.BlockHead.EXIF;
import static io.tonework.imaging.file.metadata.BlockHead.XMP;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.PictureDamage;
import io.tonework.imaging.file.metadata.BlockHead;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.ExifBlock;
import io.tonework.imaging.file.metadata.ExtendedXmp;
import io.tonework.imaging.file.metadata.Metadata;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG file before its first scan (ITU-T T.81, annex B).
 *
 * @param bytes the file
 * @param segments every marker segment in order
 * @param width pixels
 * @param height pixels
 * @param precision bits per sample
 * @param components 1 grey, 3 YCbCr or RGB, 4 CMYK or YCCK
 * @param chromaHalvedBothWays whether both colour differences have at most half the samples of the
 *     picture across and down, as in 4:2:0; not so in 4:4:4, 4:2:2, 4:4:0 and 4:1:1
 * @param progressive whether the picture comes in scans of growing detail
 * @param scanOffset where the first scan's marker is
 */
public record JpegHeader(
    Bytes bytes,
    List<Segment> segments,
    int width,
    int height,
    int precision,
    int components,
    boolean chromaHalvedBothWays,
    boolean progressive,
    int scanOffset) {
  /** Baseline, extended and progressive, with Huffman's or with arithmetic coding. */
  private static final Set<Integer> DECODED_FRAMES = Set.of(0xC0, 0xC1, 0xC2, 0xC9, 0xCA);

  static final int SOS = 0xDA;
  static final int EOI = 0xD9;
  static final int DQT = 0xDB;
  public static final int APP0 = 0xE0;
  public static final int APP1 = 0xE1;
  public static final int APP2 = 0xE2;
  public static final int APP13 = 0xED;
  public static final int APP14 = 0xEE;
  public static final int COM = 0xFE;
  public static final String XMP_EXTENSION = "http://ns.adobe.com/xmp/extension/\0";

  /** Name, digest, length of the whole and place of the part before an extension's bytes. */
  static final int EXTENSION_HEAD = XMP_EXTENSION.length() + 40;

  public static final String ICC = "ICC_PROFILE\0";
  public static final String PHOTOSHOP = "Photoshop 3.0\0";

  /**
   * One marker segment.
   *
   * @param marker the second byte of the marker
   * @param offset where the payload begins, after marker and length
   * @param length bytes of payload
   */
  public record Segment(int marker, int offset, int length) {
    /** Where the marker itself begins. */
    int start() {
      return offset - 4;
    }

    public int end() {
      return offset + length;
    }
  }

  /** Copies the list. */
  public JpegHeader {
    segments = List.copyOf(segments);
  }

  /**
   * Reads the segments.
   *
   * @throws CorruptImage if there is no frame header or no scan, or a length leads outside
   */
  public static JpegHeader parse(byte[] file) {
    Bytes bytes = Bytes.bigEndian(file);
    List<Segment> segments = new ArrayList<>();
    @Nullable Segment frame = null;
    int at = 2;
    while (true) {
      int marker = bytes.u8(at) == 0xFF ? bytes.u8(at + 1) : 0;
      if (marker == 0xFF) {
        at++; // fill bytes may precede a marker
        continue;
      }
      if (marker == 0) {
        if (segments.isEmpty()) {
          throw new CorruptImage("JPEG: expected a marker at byte " + at);
        }
        at = Bytes.skipToFf(file, at + 1); // as decoders do
        continue;
      }
      if (marker == SOS) {
        break;
      }
      if (marker == EOI) {
        throw new CorruptImage("JPEG: the file ends at byte " + at + " without a picture");
      }
      int length = bytes.u16(at + 2);
      if (length < 2) {
        throw new CorruptImage("JPEG: a segment of " + length + " bytes at byte " + at);
      }
      bytes.require(at, 2L + length);
      Segment segment = new Segment(marker, at + 4, length - 2);
      Bytes.requireFew(segments.size());
      segments.add(segment);
      if (isFrame(marker)) {
        frame = segment;
      }
      at += 2 + length;
    }
    if (frame == null) {
      throw new CorruptImage("JPEG: no frame header before the first scan");
    }
    int height = bytes.u16(frame.offset + 1);
    return new JpegHeader(
        bytes,
        segments,
        bytes.u16(frame.offset + 3),
        height == 0 ? JpegRepair.linesAfterScan(bytes, at) : height,
        bytes.u8(frame.offset),
        bytes.u8(frame.offset + 5),
        isChromaHalvedBothWays(bytes, frame),
        isProgressive(frame.marker),
        at);
  }

  static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean isProgressive(int marker) {
    return marker == 0xC2 || marker == 0xC6 || marker == 0xCA || marker == 0xCE;
  }

  private static boolean isChromaHalvedBothWays(Bytes bytes, Segment frame) {
    int components = bytes.u8(frame.offset + 5);
    int across = 0;
    int down = 0;
    for (int c = 0; c < components; c++) {
      across = Math.max(across, bytes.u8(frame.offset + 7L + c * 3L) >> 4);
      down = Math.max(down, bytes.u8(frame.offset + 7L + c * 3L) & 0xF);
    }
    // a fourth component is black, not colour
    for (int c = 1; c < Math.min(3, components); c++) {
      int factors = bytes.u8(frame.offset + 7L + c * 3L);
      if ((factors >> 4) * 2 > across || (factors & 0xF) * 2 > down) {
        return false;
      }
    }
    return components >= 3;
  }

  public ImageInfo info(Metadata metadata) {
    int kind =
        segments.stream().mapToInt(Segment::marker).filter(JpegHeader::isFrame).max().orElse(0);
    if (!DECODED_FRAMES.contains(kind)) {
      throw new UnsupportedImage(
          "a JPEG that is lossless or hierarchical (SOF%d); save the picture as a baseline JPEG"
              .formatted(kind - 0xC0));
    }
    if (precision != 8) {
      throw new UnsupportedImage(
          "a JPEG of %d bits a channel; save the picture with 8 bits, or as TIFF or PNG"
              .formatted(precision));
    }
    int orientation = metadata.exif() == null ? 1 : ExifBlock.orientation(metadata.exif());
    return new ImageInfo(
        ImageFormat.JPEG,
        width,
        height,
        components,
        precision,
        orientation,
        metadata.icc() != null,
        1);
  }

  /** The metadata blocks; those split over several segments are put together. */
  public Metadata metadata() {
    byte @Nullable [] exif = null;
    byte @Nullable [] xmp = null;
    @Nullable Segment carriedExif = exifSegment().orElse(null);
    ByteArrayOutputStream photoshop = new ByteArrayOutputStream();
    for (Segment s : segments) {
      if (s.equals(carriedExif)) {
        exif = bytes.slice(s.offset + EXIF.length(), s.end());
      } else if (s.marker == APP1 && bytes.has(s.offset, XMP) && xmp == null) {
        xmp = bytes.slice(s.offset + XMP.length(), s.end());
      } else if (s.marker == APP13 && bytes.has(s.offset, PHOTOSHOP)) {
        photoshop.writeBytes(bytes.slice(s.offset + PHOTOSHOP.length(), s.end()));
      }
    }
    return new Metadata(
        exif,
        xmp == null ? null : withExtension(xmp),
        photoshop.size() == 0 ? null : photoshop.toByteArray(),
        JpegProfile.of(bytes, segments).bytes());
  }

  /**
   * The file as a decoder is to be given it: the same array, or one without bytes between the
   * segments, with the profile in one row, the height where it belongs, and an end.
   *
   * @param withProfile whether the profile is in it; some decoders convert by it unasked
   */
  public byte[] decodable(boolean withProfile) {
    return JpegRepair.decodable(this, withProfile);
  }

  /** What is missing of the picture; empty if nothing is, or if that cannot be told. */
  public Optional<PictureDamage> damage() {
    return JpegScans.damage(decodable(true));
  }

  /** Whether the file ends without an end marker. */
  public boolean isEndMissing() {
    byte[] file = bytes.array();
    int end = end();
    return end < 2 || (file[end - 2] & 0xFF) != 0xFF || (file[end - 1] & 0xFF) != EOI;
  }

  /** The segment of the EXIF block that counts: the first that begins as one must, or the first. */
  public Optional<Segment> exifSegment() {
    List<Segment> all =
        segments.stream()
            .filter(s -> s.marker == APP1 && s.length >= EXIF.length())
            .filter(s -> BlockHead.exifLength(bytes, s.offset) > 0)
            .toList();
    return all.stream()
        .filter(s ->
            bytes.has(s.offset + EXIF.length(), "II*\0")
                || bytes.has(s.offset + EXIF.length(), "MM\0*"))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** Where the picture ends: after its end marker, or at the end of the file without one. */
  public int end() {
    byte[] file = bytes.array();
    int at = scanOffset;
    while (at + 4 <= file.length) {
      int marker = file[at + 1] & 0xFF;
      if ((file[at] & 0xFF) != 0xFF) {
        at = Bytes.skipToFf(file, at + 1); // entropy-coded data
      } else if (marker == 0 || marker == 0xFF || isStandalone(marker)) {
        at++;
      } else if (marker == EOI) {
        return at + 2;
      } else {
        at += 2 + Math.max(2, ((file[at + 2] & 0xFF) << 8) | (file[at + 3] & 0xFF));
      }
    }
    return file.length;
  }

  private static boolean isStandalone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
  }

  private byte[] withExtension(byte[] xmp) {
    return ExtendedXmp.digestIn(xmp)
        .flatMap(digest -> extension(digest))
        .flatMap(extension -> ExtendedXmp.joined(xmp, extension))
        .orElse(xmp);
  }

  /** The parts of an extension put together; empty if one is missing. */
  private Optional<byte[]> extension(String digest) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    long expected = -1;
    List<Segment> parts =
        segments.stream()
            .filter(s -> s.marker == APP1 && s.length >= EXTENSION_HEAD)
            .filter(s -> bytes.has(s.offset, XMP_EXTENSION))
            .filter(s -> bytes.text(s.offset + XMP_EXTENSION.length(), 32).equalsIgnoreCase(digest))
            .sorted(Comparator.comparingLong(s -> bytes.u32(s.offset + EXTENSION_HEAD - 4L)))
            .toList();
    for (Segment part : parts) {
      expected = bytes.u32(part.offset + EXTENSION_HEAD - 8L);
      if (bytes.u32(part.offset + EXTENSION_HEAD - 4L) != whole.size()) {
        return Optional.empty();
      }
      whole.writeBytes(bytes.slice(part.offset + (long) EXTENSION_HEAD, part.end()));
    }
    return whole.size() == expected ? Optional.of(whole.toByteArray()) : Optional.empty();
  }

  /** Whether the extension that the packet names is there and can be joined with it. */
  public boolean hasWholeExtension() {
    return segments.stream()
        .filter(s -> s.marker == APP1 && bytes.has(s.offset, XMP))
        .findFirst()
        .map(s -> bytes.slice(s.offset + XMP.length(), s.end()))
        .filter(xmp -> withExtension(xmp).length > xmp.length)
        .isPresent();
  }
}
