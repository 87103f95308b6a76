package io.tonework.imaging.odd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.TestImages;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.odd.OddFile.Refused;
import io.tonework.imaging.odd.OddFile.Shown;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** The table. Pictures are of two halves, so that one look tells which picture it is. */
final class OddFiles {
  static final int WIDTH = 32;
  static final int HEIGHT = 24;
  static final int[] LEFT = {200, 60, 40};
  static final int[] RIGHT = {40, 90, 210};

  private static final String TIFF6 = "TIFF 6.0, NewSubfileType";
  private static final String EXTRA = "TIFF 6.0, ExtraSamples";

  /** Rows of which Pillow says the same, which is tried where it is installed. */
  static final String PILLOW = "LittleCMS through Pillow's ImageCms";

  private static final String ICC_JPEG =
      "ICC.1:2022, B.4, and the size that a profile has of itself";
  private static final String PNG3 = "PNG, third edition";
  private static final String T81 = "ITU-T T.81";

  /** What LittleCMS makes of the two halves in Display P3 of gamma 2.2, and in Adobe RGB. */
  private static final int[][] FROM_P3 = {{219, 37, 13}, {0, 91, 219}};

  private static final int[][] FROM_ADOBE = {{231, 57, 34}, {0, 90, 215}};

  private final List<OddFile> rows = new ArrayList<>();

  private OddFiles() {
    whichPictureOfATiff();
    extraSamples();
    profilesOfJpeg();
    profilesOfPng();
    adobeRgbByExif();
    damagedChunks();
    oddJpegs();
    webp();
  }

  static List<OddFile> all() {
    return List.copyOf(new OddFiles().rows);
  }

  private void shown(String name, String source, byte[] file, String... lost) {
    rows.add(new OddFile(name, source, file, photo(2, List.of(lost), List.of())));
  }

  private void refused(String name, String source, byte[] file, String reason) {
    rows.add(new OddFile(name, source, file, new Refused(reason)));
  }

  private static Shown photo(int tolerance, List<String> lost, List<String> warnings) {
    return new Shown(LEFT, RIGHT, tolerance, lost, warnings);
  }

  private void whichPictureOfATiff() {
    for (boolean little : new boolean[] {true, false}) {
      for (boolean big : new boolean[] {true, false}) {
        String kind = (little ? "II" : "MM") + (big ? " BigTIFF" : "");
        shown(
            "a marked thumbnail first, " + kind,
            TIFF6,
            OddTiff.small().with(0x00FE, 1).then(OddTiff.photo()).file(little, big),
            "TIFF reduced copy");
        shown(
            "the photo in a SubIFD of a marked thumbnail, " + kind,
            "TIFF Technical Note 1; TIFF/EP",
            OddTiff.small().with(0x00FE, 1).below(OddTiff.photo()).file(little, big),
            "TIFF reduced copy");
      }
    }
    shown(
        "a thumbnail first by the older tag",
        "TIFF 6.0, SubfileType",
        OddTiff.small().with(0x00FF, 2).then(OddTiff.photo().with(0x00FF, 1)).file(true, false),
        "TIFF reduced copy");
    shown(
        "a thumbnail first that nothing marks",
        "its size",
        OddTiff.small().then(OddTiff.photo()).file(true, false),
        "TIFF reduced copy");
    shown(
        "the photo in a SubIFD of a thumbnail that nothing marks",
        "its size",
        OddTiff.small().below(OddTiff.photo()).file(false, false),
        "TIFF reduced copy");
    shown(
        "a thumbnail behind that nothing marks, as EXIF has it",
        "Exif 2.32, 4.6.2",
        OddTiff.photo().then(OddTiff.small()).file(true, false));
    shown(
        "a pyramid in the chain",
        TIFF6,
        OddTiff.photo().then(OddTiff.small().with(0x00FE, 1)).file(true, false));
    shown(
        "a pyramid below",
        "TIFF Technical Note 1",
        OddTiff.photo().below(OddTiff.small().with(0x00FE, 1)).file(true, false));
    int[] white = {255};
    OddTiff mask = new OddTiff(WIDTH, HEIGHT, white, white).with(0x00FE, 4);
    shown(
        "a transparency mask behind",
        TIFF6,
        OddTiff.photo().then(mask).file(true, false),
        "TIFF transparency mask");
    shown(
        "a transparency mask first",
        TIFF6,
        new OddTiff(WIDTH, HEIGHT, white, white)
            .with(0x00FE, 4)
            .then(OddTiff.photo())
            .file(false, false),
        "TIFF transparency mask");
    shown(
        "the only picture is marked as reduced",
        "there is no other",
        OddTiff.photo().with(0x00FE, 1).file(true, false));
    refused(
        "two pages of one size",
        TIFF6,
        OddTiff.photo().with(0x00FE, 2).then(OddTiff.photo().with(0x00FE, 2)).file(true, false),
        "the file holds 2 pictures");
    byte[] broken = OddTiff.photo().file(true, false);
    int next = broken.length - 4;
    ByteBuffer.wrap(broken).putInt(next, 0x7FFF_FF00);
    shown("a next directory outside of the file", "the first is whole", broken);
  }

  private static OddTiff extra(int[] more, int... extras) {
    int[] left = Arrays.copyOf(LEFT, 3 + more.length);
    int[] right = Arrays.copyOf(RIGHT, 3 + more.length);
    System.arraycopy(more, 0, left, 3, more.length);
    System.arraycopy(more, 0, right, 3, more.length);
    return new OddTiff(WIDTH, HEIGHT, left, right).with(0x0152, extras);
  }

  private void extraSamples() {
    String lost = "TIFF extra channels";
    shown("an unspecified extra sample", EXTRA, extra(new int[] {0}, 0).file(true, false), lost);
    shown("two extra samples", EXTRA, extra(new int[] {0, 9}, 0, 0).file(false, false), lost);
    shown(
        "transparency, then an extra sample",
        EXTRA,
        extra(new int[] {255, 0}, 2, 0).file(true, false),
        lost);
    shown(
        "an extra sample, then transparency",
        EXTRA,
        extra(new int[] {0, 255}, 0, 2).file(true, false),
        lost);
    byte[] half =
        new OddTiff(WIDTH, HEIGHT, new int[] {100, 30, 20, 128}, new int[] {20, 45, 105, 128})
            .with(0x0152, 1)
            .file(true, false);
    rows.add(
        new OddFile(
            "colours multiplied by transparency",
            EXTRA + ": (200, 60, 40) half over white",
            half,
            new Shown(
                new int[] {227, 157, 147}, new int[] {147, 172, 232}, 2, List.of(), List.of())));
    refused(
        "floating point",
        "TIFF 6.0, SampleFormat",
        OddTiff.photo().with(0x0102, 32, 32, 32).with(0x0153, 3, 3, 3).file(true, false),
        "neither 32 bits nor floating point");
    refused(
        "samples of 12 bits",
        "libvips refuses, ImageIO shows them a sixteenth as bright",
        OddTiff.photo().with(0x0102, 12, 12, 12).file(true, false),
        "12, 12, 12 bits");
    refused(
        "YCbCr without JPEG",
        "libtiff; libvips shows Y, Cb and Cr as red, green and blue",
        OddTiff.photo().with(0x0106, 6).with(0x0212, 1, 1).file(true, false),
        "YCbCr that is not compressed as JPEG");
    refused(
        "six inks",
        "TIFF 6.0, NumberOfInks",
        extra(new int[] {0, 0, 0}, 0)
            .with(0x0106, 5)
            .with(0x014E, 6)
            .with(0x0152, 0)
            .file(true, false),
        "6 inks");
  }

  private static byte[] jpeg() {
    return TestImages.jpeg(WIDTH, HEIGHT, 3, 1, 1, false, OddFiles::sample);
  }

  private static int sample(int x, int y, int channel) {
    return (x < WIDTH / 2 ? LEFT : RIGHT)[channel];
  }

  private static byte[] part(byte[] data, int number, int count) {
    return TestImages.segment(
        0xE2, "ICC_PROFILE\0" + (char) number + (char) count + new String(data, ISO_8859_1));
  }

  private static List<byte[]> cut(byte[] profile, int parts) {
    List<byte[]> cut = new ArrayList<>();
    int size = (profile.length + parts - 1) / parts;
    for (int from = 0; from < profile.length; from += size) {
      cut.add(Arrays.copyOfRange(profile, from, Math.min(profile.length, from + size)));
    }
    return cut;
  }

  private void profile(String name, byte[]... segments) {
    profile(name, PILLOW, segments);
  }

  private void profile(String name, String source, byte[]... segments) {
    byte[] file = TestImages.withSegments(jpeg(), segments);
    Shown converted = new Shown(FROM_P3[0], FROM_P3[1], 3, List.of(), List.of());
    rows.add(new OddFile(name, source, file, converted));
  }

  private void ignored(String name, String source, byte[] file) {
    List<String> lost = List.of("broken ICC profile");
    rows.add(new OddFile(name, source, file, photo(3, lost, List.of("colour profile cannot"))));
  }

  private void profilesOfJpeg() {
    byte[] p3 = TestImages.p3(2.2);
    List<byte[]> c = cut(p3, 4);
    profile("a profile in one part", part(p3, 1, 1));
    profile(
        "parts",
        part(c.get(0), 1, 4),
        part(c.get(1), 2, 4),
        part(c.get(2), 3, 4),
        part(c.get(3), 4, 4));
    profile(
        "parts from the last to the first",
        part(c.get(3), 4, 4),
        part(c.get(2), 3, 4),
        part(c.get(1), 2, 4),
        part(c.get(0), 1, 4));
    profile(
        "parts with others between them",
        part(c.get(0), 1, 4),
        TestImages.segment(0xFE, "comment"),
        part(c.get(1), 2, 4),
        TestImages.segment(0xED, "other"),
        part(c.get(2), 3, 4),
        part(c.get(3), 4, 4));
    profile(
        "a part twice",
        ICC_JPEG,
        part(c.get(0), 1, 4),
        part(c.get(1), 2, 4),
        part(c.get(1), 2, 4),
        part(c.get(2), 3, 4),
        part(c.get(3), 4, 4));
    profile("the whole twice", ICC_JPEG, part(p3, 1, 1), part(p3, 1, 1));
    profile(
        "parts counted from zero",
        ICC_JPEG,
        part(c.get(0), 0, 4),
        part(c.get(1), 1, 4),
        part(c.get(2), 2, 4),
        part(c.get(3), 3, 4));
    profile("a count of zero", ICC_JPEG, part(p3, 1, 0));
    profile(
        "an empty part",
        ICC_JPEG,
        part(c.get(0), 1, 5),
        part(c.get(1), 2, 5),
        part(new byte[0], 3, 5),
        part(c.get(2), 4, 5),
        part(c.get(3), 5, 5));
    List<byte[]> many = cut(p3, 200);
    byte[][] all = new byte[many.size()][];
    Arrays.setAll(all, i -> part(many.get(i), i + 1, many.size()));
    profile("a part for every few bytes", all);
    profile("bytes after the profile", part(Arrays.copyOf(p3, p3.length + 500), 1, 1));
    ignored(
        "a part missing",
        "libjpeg's jdicc.c",
        TestImages.withSegments(
            jpeg(), part(c.get(0), 1, 4), part(c.get(1), 2, 4), part(c.get(3), 4, 4)));
    for (String kind : List.of("link", "nmcl", "abst")) {
      byte[] other = p3.clone();
      System.arraycopy(kind.getBytes(ISO_8859_1), 0, other, 12, 4);
      ignored(
          "a profile of the class " + kind,
          "ICC.1:2022, 7.2.5",
          TestImages.withSegments(jpeg(), part(other, 1, 1)));
    }
    byte[] lab = p3.clone();
    System.arraycopy("Lab ".getBytes(ISO_8859_1), 0, lab, 16, 4);
    ignored(
        "a profile of Lab in an RGB picture",
        "Pillow: cannot build transform",
        TestImages.withSegments(jpeg(), part(lab, 1, 1)));
    byte[] grey = p3.clone();
    System.arraycopy("GRAY".getBytes(ISO_8859_1), 0, grey, 16, 4);
    ignored(
        "a profile of grey in an RGB picture",
        "Pillow: cannot build transform",
        TestImages.withSegments(jpeg(), part(grey, 1, 1)));
  }

  private static byte[] png() {
    return TestImages.file(ImageFormat.PNG, WIDTH, HEIGHT, 3, 8, OddFiles::sample);
  }

  private void profilesOfPng() {
    byte[] p3 = TestImages.withIcc(png(), ImageFormat.PNG, TestImages.p3(2.2));
    Shown converted = new Shown(FROM_P3[0], FROM_P3[1], 2, List.of(), List.of());
    rows.add(
        new OddFile(
            "iCCP before sRGB",
            PNG3 + ", 4.3",
            TestImages.withChunks(p3, TestImages.chunk("sRGB", "\0")),
            converted));
    shown(
        "cICP of sRGB before iCCP",
        PNG3 + ", 4.3",
        TestImages.withChunks(p3, TestImages.chunk("cICP", "\1\r\0\1")));
    shown(
        "sRGB before gAMA",
        PNG3 + ", 4.3",
        TestImages.withChunks(
            png(), TestImages.chunk("sRGB", "\0"), TestImages.chunk("gAMA", "\0\1\u0086\u00A0")));
    for (boolean little : new boolean[] {true, false}) {
      rows.add(
          new OddFile(
              "a profile of TIFF, " + (little ? "II" : "MM"),
              PILLOW,
              OddTiff.photo().withProfile(TestImages.p3(2.2)).file(little, false),
              converted));
    }
  }

  /** EXIF that says uncalibrated, and the interoperability index. */
  private static byte[] exif(int space, String index) {
    ByteBuffer b = ByteBuffer.allocate(74);
    b.put("MM\0*".getBytes(ISO_8859_1)).putInt(8);
    b.putShort((short) 1).putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(26);
    b.putInt(0);
    b.putShort((short) 2);
    b.putShort((short) 0xA001).putShort((short) 3).putInt(1).putShort((short) space);
    b.putShort((short) 0);
    b.putShort((short) 0xA005).putShort((short) 4).putInt(1).putInt(56);
    b.putInt(0);
    b.putShort((short) 1).putShort((short) 1).putShort((short) 2).putInt(4);
    b.put((index + "\0").getBytes(ISO_8859_1)).putInt(0);
    return b.array();
  }

  private void adobeRgbByExif() {
    Metadata adobe = Metadata.NONE.withExif(exif(0xFFFF, "R03"));
    Shown converted = new Shown(FROM_ADOBE[0], FROM_ADOBE[1], 3, List.of(), List.of());
    String source = "DCF 2.0, 6.2.1; " + PILLOW;
    rows.add(
        new OddFile(
            "Adobe RGB by EXIF alone, JPEG",
            source,
            TestImages.with(jpeg(), ImageFormat.JPEG, adobe),
            converted));
    byte[] png = TestImages.with(png(), ImageFormat.PNG, adobe);
    rows.add(new OddFile("Adobe RGB by EXIF alone, PNG", source, png, converted));
    shown(
        "the chunk sRGB before the hint of EXIF",
        PNG3 + ", 11.3.2.5",
        TestImages.withChunks(png, TestImages.chunk("sRGB", "\0")));
    rows.add(
        new OddFile(
            "sRGB by the interoperability index",
            "DCF 2.0",
            TestImages.with(jpeg(), ImageFormat.JPEG, Metadata.NONE.withExif(exif(0xFFFF, "R98"))),
            photo(3, List.of(), List.of())));
  }

  private static byte[] damaged(String type, String data) {
    byte[] chunk = TestImages.chunk(type, data);
    chunk[chunk.length - 1] ^= 1;
    return chunk;
  }

  private void damagedChunks() {
    String source = "libpng skips ancillary chunks of wrong check sums";
    for (String type : List.of("tEXt", "gAMA", "tRNS", "eXIf", "pHYs")) {
      shown(
          "a damaged " + type,
          source,
          TestImages.withChunks(png(), damaged(type, "\0\1\u0086\u00A0\0\0")),
          "PNG " + type + " (damaged)");
    }
    ignored(
        "a damaged iCCP",
        source,
        TestImages.withChunks(png(), damaged("iCCP", "P3\0\0no profile")));
    refused(
        "a chunk that is needed and not known",
        PNG3 + ", 5.4",
        TestImages.withChunks(png(), TestImages.chunk("ABCD", "?")),
        "needs a chunk 'ABCD'");
    byte[] header = png();
    header[32] ^= 1;
    refused("a damaged IHDR", PNG3 + ", 5.3", header, "check sum of IHDR");
    shown("no end", "the pixels are whole", Arrays.copyOf(png(), png().length - 12));
    for (int left = 1; left < 12; left++) {
      shown(
          "an end of %d bytes".formatted(left),
          "the pixels are whole",
          Arrays.copyOf(png(), png().length - 12 + left));
    }
    shown(
        "data behind",
        "the pixels are whole",
        Arrays.copyOf(joined(png(), "junk".getBytes(ISO_8859_1)), png().length + 4),
        "data after the picture");
    byte[] noise = noise(ImageFormat.PNG);
    refused(
        "a PNG that is cut short",
        PNG3,
        Arrays.copyOf(noise, noise.length / 2),
        "lines of the picture are whole");
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] noise(ImageFormat format) {
    int[] values = new Random(5).ints(160 * 160 * 3, 0, 256).toArray();
    return TestImages.file(format, 160, 160, 3, 8, (x, y, c) -> values[(y * 160 + x) * 3 + c]);
  }

  /** Where the frame header of a JPEG is. */
  static int frame(byte[] jpeg) {
    for (int at = 2; ; ) {
      int marker = jpeg[at + 1] & 0xFF;
      if (marker == 0xC0 || marker == 0xC2) {
        return at;
      }
      at += 2 + (ByteBuffer.wrap(jpeg).getShort(at + 2) & 0xFFFF);
    }
  }

  /** The same JPEG whose header claims other lines. */
  static byte[] lines(byte[] jpeg, int lines) {
    byte[] changed = jpeg.clone();
    ByteBuffer.wrap(changed).putShort(frame(jpeg) + 5, (short) lines);
    return changed;
  }

  private void oddJpegs() {
    List<String> none = List.of();
    byte[] plain = jpeg();
    rows.add(
        new OddFile(
            "no end marker",
            T81 + ", B.2.1",
            Arrays.copyOf(plain, plain.length - 2),
            photo(3, none, List.of("the end of the file is missing"))));
    byte[] dnl =
        joined(
            Arrays.copyOf(lines(plain, 0), plain.length - 2),
            new byte[] {(byte) 0xFF, (byte) 0xDC, 0, 4, 0, HEIGHT, (byte) 0xFF, (byte) 0xD9});
    rows.add(new OddFile("lines after the scan", T81 + ", B.2.5", dnl, photo(3, none, none)));
    int frame = frame(plain);
    byte[] head = Arrays.copyOf(plain, frame);
    byte[] rest = Arrays.copyOfRange(plain, frame, plain.length);
    byte[] fill = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
    rows.add(
        new OddFile(
            "fill bytes before a marker",
            T81 + ", B.1.1.2",
            joined(head, fill, rest),
            photo(3, none, none)));
    rows.add(
        new OddFile(
            "bytes between segments",
            "libjpeg skips them",
            joined(head, new byte[5], rest),
            photo(3, none, none)));
    byte[] padded =
        joined(
            Arrays.copyOf(plain, plain.length - 2),
            new byte[6],
            new byte[] {(byte) 0xFF, (byte) 0xD9});
    rows.add(
        new OddFile("padding before the end", "libjpeg skips it", padded, photo(3, none, none)));
    byte[] noise = noise(ImageFormat.JPEG);
    refused(
        "a JPEG that is cut short",
        T81,
        Arrays.copyOf(noise, noise.length / 2),
        "of 160 lines of the picture are whole");
    byte[] ended = Arrays.copyOf(noise, noise.length / 2 + 2);
    ended[ended.length - 2] = (byte) 0xFF;
    ended[ended.length - 1] = (byte) 0xD9;
    refused("a JPEG cut short, with an end", T81, ended, "of 160 lines of the picture are whole");
    refused(
        "a header of more lines than there are",
        T81,
        lines(noise, 320),
        "only the first 160 of 320 lines");
    refused(
        "a header of fewer lines than there are",
        T81,
        lines(noise, 80),
        "goes on after the 80 lines");
    refused("a header of very many lines", T81, lines(noise, 32_000), "first 160 of 32000 lines");
    byte[] twelve = plain.clone();
    twelve[frame + 4] = 12;
    refused("samples of 12 bits, JPEG", T81, twelve, "12 bits");
    byte[] lossless = plain.clone();
    lossless[frame + 1] = (byte) 0xC3;
    refused("a lossless JPEG", T81, lossless, "SOF3");
  }

  private void webp() {
    byte[] plain =
        HexFormat.of()
            .parseHex(
                "524946462a000000574542505650384c1d0000002f1fc005000f700f9e83211f4575fe63090281"
                    + "247fe9050688e87f506f00");
    byte[] picture = Arrays.copyOfRange(plain, 12, plain.length);
    byte[] junk = "JUNK\4\0\0\0abcd".getBytes(ISO_8859_1);
    webp("a WebP", plain);
    webp("a chunk that nobody knows before the picture", riff(junk, picture), "WebP JUNK");
    webp("a chunk that nobody knows behind the picture", riff(picture, junk), "WebP JUNK");
    byte[] small = plain.clone();
    small[4] = 12;
    webp("a size that is too small", small);
    byte[] large = plain.clone();
    large[5] = 9;
    webp("a size that is too large", large, "data cut off after the picture");
    webp(
        "data behind a WebP", joined(plain, "junk".getBytes(ISO_8859_1)), "data after the picture");
    byte[] head = HexFormat.of().parseHex("565038580a00000000000000" + "1f0000170000");
    byte[] unpadded = "JUNK\3\0\0\0abc".getBytes(ISO_8859_1);
    webp("a chunk without its padding", riff(head, unpadded, picture), "WebP JUNK");
    refused(
        "a WebP that is cut short",
        "RFC 9649",
        Arrays.copyOf(plain, 40),
        "the file ends at byte 40");
  }

  private void webp(String name, byte[] file, String... lost) {
    shown(name, "RFC 9649", file, lost);
  }

  private static byte[] riff(byte[]... chunks) {
    byte[] body = joined(chunks);
    byte[] file = joined("RIFF\0\0\0\0WEBP".getBytes(ISO_8859_1), body);
    file[4] = (byte) (body.length + 4);
    return file;
  }
}
