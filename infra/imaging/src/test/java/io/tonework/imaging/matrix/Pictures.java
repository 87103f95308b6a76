package io.tonework.imaging.matrix;

import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.text;
import static io.tonework.imaging.file.HandMade.vp8x;
import static io.tonework.imaging.file.HandMade.webpChunk;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.TestImages;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.HandMade;
import io.tonework.imaging.file.MetadataCarrier;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.region.ColourMap;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * One small picture of four coloured quarters in every format, with metadata in every place. Not
 * smaller, as encoders of HEIC pad what is.
 */
final class Pictures {
  static final int W = 128;
  static final int H = 64;

  /** The orientation as an attribute, as an element, and under another prefix. */
  static final List<String> XMP_FORMS =
      List.of(
          "tiff:Orientation=\"%d\"",
          "><tiff:Orientation>%d</tiff:Orientation>",
          "xmlns:t='http://ns.adobe.com/tiff/1.0/' t:Orientation = '%d'");

  private static final EncodeOptions PLAIN = new EncodeOptions(null, null, false, null);

  private final ImageCodec codec;
  private final byte[] rgb = new byte[W * H * 3];
  private final byte[] jpeg = TestImages.quadrants(W, H);
  private final Map<ImageFormat, byte[]> encoded = new EnumMap<>(ImageFormat.class);

  Pictures(ImageCodec codec) {
    this.codec = codec;
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % W;
      int y = i / 3 / W;
      int quarter = y * 2 / H * 2 + x * 2 / W;
      rgb[i] = (byte) (quarter == 3 || quarter == i % 3 ? 230 : 20);
    }
  }

  boolean canWrite(ImageFormat format) {
    return codec.canEncode(format);
  }

  private byte[] encoded(ImageFormat format) {
    return encoded
        .computeIfAbsent(
            format, to -> codec.render(jpeg, ColourMap.identity(), PLAIN.withFormat(to)).bytes())
        .clone();
  }

  /** A segment of a JPEG. */
  static byte[] segment(int marker, byte[] payload) {
    return joined(HandMade.shorts(0xFF00 | marker, 2 + payload.length), payload);
  }

  static byte[] exifSegment(byte[] exif) {
    return segment(0xE1, joined(text("Exif\0\0"), exif));
  }

  static byte[] xmpSegment(String properties) {
    return segment(0xE1, joined(text("http://ns.adobe.com/xap/1.0/\0"), xmp(properties)));
  }

  /** A packet of attributes; or of elements, after the end of the tag. */
  static byte[] xmp(String properties) {
    String inside = properties.startsWith(">") ? properties : properties + ">";
    return text(
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
            + " xmlns:xmp='http://ns.adobe.com/xap/1.0/' "
            + inside
            + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>");
  }

  byte[] jpeg(byte[] exif) {
    return jpegOf(exifSegment(exif));
  }

  /** The JPEG with segments behind its JFIF segment. */
  byte[] jpegOf(byte[]... segments) {
    int at = 4 + ByteBuffer.wrap(jpeg).getShort(4);
    return joined(
        Arrays.copyOf(jpeg, at), joined(segments), Arrays.copyOfRange(jpeg, at, jpeg.length));
  }

  /** The JPEG with a segment right before its scan. */
  byte[] jpegBeforeScan(byte[] segment) {
    int at = 0;
    while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) 0xDA) {
      at++;
    }
    return joined(Arrays.copyOf(jpeg, at), segment, Arrays.copyOfRange(jpeg, at, jpeg.length));
  }

  /** A chunk of a PNG. */
  static byte[] chunk(String type, byte[] data) {
    byte[] checked = joined(text(type), data);
    CRC32 crc = new CRC32();
    crc.update(checked);
    return joined(ints(data.length), checked, ints((int) crc.getValue()));
  }

  static byte[] xmpChunk(String properties) {
    return chunk("iTXt", joined(text("XML:com.adobe.xmp\0\0\0\0\0"), xmp(properties)));
  }

  /** A profile in text, as ImageMagick writes it. */
  static byte[] rawProfile(String chunkType, String kind, byte[] data) {
    String hex = HexFormat.of().formatHex(data).replaceAll("(.{72})", "$1\n");
    byte[] text =
        text("\n%s\n%8d\n%s\n".formatted(kind.toLowerCase(Locale.ROOT), data.length, hex));
    String keyword = "Raw profile type " + kind + "\0";
    return switch (chunkType) {
      case "zTXt" -> chunk("zTXt", joined(text(keyword + "\0"), deflated(text)));
      case "iTXt" -> chunk("iTXt", joined(text(keyword + "\0\0en\0title\0"), text));
      case "iTXt deflated" -> chunk("iTXt", joined(text(keyword + "\1\0\0\0"), deflated(text)));
      default -> chunk("tEXt", joined(text(keyword), text));
    };
  }

  static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    byte[] room = new byte[data.length + 100];
    int length = deflater.deflate(room);
    deflater.end();
    return Arrays.copyOf(room, length);
  }

  /** The PNG with chunks before or after its data. */
  byte[] png(boolean before, byte[] chunks) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int y = 0; y < H; y++) {
      rows.write(0);
      rows.write(rgb, y * W * 3, W * 3);
    }
    byte[] header = joined(ints(W, H), HandMade.bytes(8, 2, 0, 0, 0));
    byte[] data = chunk("IDAT", deflated(rows.toByteArray()));
    return joined(
        "\u0089PNG\r\n\u001A\n".getBytes(ISO_8859_1),
        chunk("IHDR", header),
        before ? joined(chunks, data) : joined(data, chunks),
        chunk("IEND", new byte[0]));
  }

  /** A TIFF without tags beyond those of its picture. */
  byte[] tiff() {
    return tiff(true, false).file();
  }

  Structure tiff(boolean little, boolean big) {
    return new Structure(little, big).text(0x010F, "Acme").picture(W, H, rgb);
  }

  /** A reduced copy: black. */
  Structure preview(boolean little) {
    return new Structure(little, false)
        .tag(0x00FE, Structure.LONG, 1)
        .picture(8, 4, new byte[8 * 4 * 3]);
  }

  /** The WebP with EXIF, and flags that say so or not; -1 for no chunk of flags at all. */
  byte[] webp(int flags, byte @Nullable [] exif, byte... xmp) {
    byte[] plain = encoded(ImageFormat.WEBP);
    int at = 12;
    ByteBuffer in = ByteBuffer.wrap(plain).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    byte[] picture = {};
    while (at + 8 <= plain.length) {
      int length = in.getInt(at + 4);
      String type = new String(plain, at, 4, ISO_8859_1);
      if (type.equals("VP8 ") || type.equals("VP8L")) {
        picture = webpChunk(type, Arrays.copyOfRange(plain, at + 8, at + 8 + length));
      }
      at += 8 + length + (length & 1);
    }
    return HandMade.webp(
        flags < 0 ? new byte[0] : vp8x(flags, W, H),
        picture,
        exif == null ? new byte[0] : webpChunk("EXIF", exif),
        xmp.length == 0 ? new byte[0] : webpChunk("XMP ", xmp));
  }

  byte[] heif(ImageFormat format, byte @Nullable [] exif) {
    return MetadataCarrier.inject(
        PictureFile.of(encoded(format)), new Metadata(exif, null, null, null));
  }
}
