package io.tonework.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.imaging.file.MetadataCarrier;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Metadata;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Small pictures whose every sample is known. */
public final class TestImages {
  /** Linear Display P3 to XYZ under D50, row by row. */
  private static final double[] P3_TO_XYZ = {
    0.5151, 0.2920, 0.1571, 0.2412, 0.6922, 0.0666, -0.0011, 0.0419, 0.7841
  };

  private TestImages() {}

  /** The sample of a channel at a place. */
  @FunctionalInterface
  public interface Samples {
    int at(int x, int y, int channel);
  }

  /** A file with exactly these samples, without metadata. */
  public static byte[] file(
      ImageFormat format, int width, int height, int channels, int bits, Samples samples) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriter writer = writer(format);
      writer.setOutput(stream);
      writer.write(image(width, height, channels, bits, samples));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The JDK's own writer where there is one: others do not write 16 bits a channel. */
  private static ImageWriter writer(ImageFormat format) {
    @Nullable ImageWriter writer = null;
    for (var all = ImageIO.getImageWritersByFormatName(format.name()); all.hasNext(); ) {
      ImageWriter next = all.next();
      writer = writer == null || next.getClass().getName().startsWith("com.sun.") ? next : writer;
    }
    return java.util.Objects.requireNonNull(writer, "no writer for " + format);
  }

  private static BufferedImage image(
      int width, int height, int channels, int bits, Samples samples) {
    boolean alpha = channels == 2 || channels == 4;
    int type = bits == 16 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
    WritableRaster raster = Raster.createInterleavedRaster(type, width, height, channels, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          raster.setSample(x, y, c, samples.at(x, y, c));
        }
      }
    }
    ColorSpace space =
        ColorSpace.getInstance(channels < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    ComponentColorModel model =
        new ComponentColorModel(
            space, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
    return new BufferedImage(model, raster, false, null);
  }

  /**
   * A JPEG of quality 97.
   *
   * @param across luma samples per chroma sample: 2 with {@code down} 1 is 4:2:2
   * @param down luma samples per chroma sample
   */
  public static byte[] jpeg(
      int width,
      int height,
      int channels,
      int across,
      int down,
      boolean progressive,
      Samples samples) {
    ImageWriter writer = writer(ImageFormat.JPEG);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      BufferedImage image = image(width, height, channels, 8, samples);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.97f);
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
      IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree("javax_imageio_jpeg_image_1.0");
      var components = tree.getElementsByTagName("componentSpec");
      for (int i = 0; i < components.getLength(); i++) {
        IIOMetadataNode component = (IIOMetadataNode) components.item(i);
        component.setAttribute("HsamplingFactor", i == 0 ? "" + across : "1");
        component.setAttribute("VsamplingFactor", i == 0 ? "" + down : "1");
      }
      metadata.setFromTree("javax_imageio_jpeg_image_1.0", tree);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** A JPEG of one colour per quadrant: red, green / blue, white. */
  public static byte[] quadrants(int width, int height) {
    return file(
        ImageFormat.JPEG,
        width,
        height,
        3,
        8,
        (x, y, c) -> {
          int quadrant = (y * 2 / height) * 2 + x * 2 / width;
          return quadrant == 3 || quadrant == c ? 230 : 20;
        });
  }

  /** The same file with metadata put in. */
  public static byte[] with(byte[] plain, ImageFormat format, Metadata metadata) {
    return MetadataCarrier.inject(PictureFile.of(plain), metadata);
  }

  public static byte[] withIcc(byte[] plain, ImageFormat format, byte @Nullable [] icc) {
    return with(plain, format, Metadata.NONE.withIcc(icc));
  }

  /** The same JPEG with more segments before its others. */
  public static byte[] withSegments(byte[] jpeg, byte[]... segments) {
    return spliced(jpeg, 4 + ByteBuffer.wrap(jpeg).getShort(4), segments);
  }

  /** A segment of a JPEG, one byte a character. */
  public static byte[] segment(int marker, String payload) {
    return ByteBuffer.allocate(4 + payload.length())
        .putShort((short) (0xFF00 | marker))
        .putShort((short) (2 + payload.length()))
        .put(payload.getBytes(ISO_8859_1))
        .array();
  }

  /** The same PNG with more chunks after its header. */
  public static byte[] withChunks(byte[] png, byte[]... chunks) {
    return spliced(png, 33, chunks);
  }

  /** A chunk of a PNG, one byte a character. */
  public static byte[] chunk(String type, String data) {
    CRC32 crc = new CRC32();
    crc.update((type + data).getBytes(ISO_8859_1));
    return ByteBuffer.allocate(12 + data.length())
        .putInt(data.length())
        .put((type + data).getBytes(ISO_8859_1))
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] spliced(byte[] file, int at, byte[]... blocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, at);
    for (byte[] block : blocks) {
      out.writeBytes(block);
    }
    out.write(file, at, file.length - at);
    return out.toByteArray();
  }

  /** All samples of a file, row by row, interleaved, read by ImageIO without conversion. */
  public static int[] samples(byte[] file) {
    try {
      Raster raster = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
      return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An XMP packet with a title, an orientation and a position. */
  public static byte[] xmp(int orientation) {
    return ("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description tiff:Orientation=\""
            + orientation
            + "\" exif:GPSLatitude=\"48,12.5N\"><dc:title>Zürich</dc:title></rdf:Description>"
            + "</rdf:RDF></x:xmpmeta><?xpacket end='w'?>")
        .getBytes(UTF_8);
  }

  /** Photoshop resources: an IPTC record with the keyword "alps", and a preview. */
  public static byte[] photoshop() {
    byte[] iptc = {0x1C, 2, 25, 0, 4, 'a', 'l', 'p', 's'};
    ByteBuffer block = ByteBuffer.allocate(64);
    block.put("8BIM".getBytes(UTF_8)).putShort((short) 0x040C).putShort((short) 0).putInt(6);
    block.put("SHOWN!".getBytes(UTF_8));
    block.put("8BIM".getBytes(UTF_8)).putShort((short) 0x0404).putShort((short) 0);
    block.putInt(iptc.length).put(iptc).put((byte) 0);
    byte[] used = new byte[block.position()];
    block.get(0, used);
    return used;
  }

  /** EXIF: Make "Acme", the orientation, a sub-directory with ISO, a position, a preview. */
  public static byte[] exif(int orientation) {
    ByteBuffer b = ByteBuffer.allocate(400);
    b.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
    int sub = 200;
    int gps = 230;
    int preview = 300;
    b.putShort((short) 4);
    entry(b, 0x010F, 2, 5, 150);
    entry(b, 0x0112, 3, 1, orientation << 16);
    entry(b, 0x8769, 4, 1, sub);
    entry(b, 0x8825, 4, 1, gps);
    b.putInt(preview);
    b.put(150, "Acme\0".getBytes(UTF_8));
    b.position(sub).putShort((short) 1);
    entry(b, 0x8827, 3, 1, 200 << 16);
    b.putInt(0);
    b.position(gps).putShort((short) 2);
    entry(b, 0x0001, 2, 2, 'N' << 24);
    entry(b, 0x0002, 5, 3, 260);
    b.putInt(0);
    b.putInt(260, 48).putInt(264, 1).putInt(268, 12).putInt(272, 1).putInt(276, 30).putInt(280, 1);
    b.position(preview).putShort((short) 2);
    entry(b, 0x0201, 4, 1, 340);
    entry(b, 0x0202, 4, 1, 60);
    b.putInt(0);
    return b.array();
  }

  private static void entry(ByteBuffer b, int tag, int type, int count, int value) {
    b.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  /** A profile with the primaries of Display P3. */
  public static byte[] p3(double gamma) {
    return profile(P3_TO_XYZ, gamma);
  }

  /** A profile of matrix and gamma. */
  public static byte[] profile(double[] toXyz, double gamma) {
    ByteBuffer b = ByteBuffer.allocate(128 + 4 + 6 * 12 + 3 * 20 + 16);
    b.putInt(0, b.capacity()).putInt(8, 0x02400000);
    b.put(12, "mntrRGB XYZ ".getBytes(UTF_8)).put(36, "acsp".getBytes(UTF_8));
    b.putInt(68, 0xF6D6).putInt(72, 0x10000).putInt(76, 0xD32D);
    b.position(128).putInt(6);
    String[] names = {"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    for (int i = 0; i < 6; i++) {
      b.put(names[i].getBytes(UTF_8)).putInt(i < 3 ? 204 + i * 20 : 264).putInt(i < 3 ? 20 : 14);
    }
    for (int c = 0; c < 3; c++) {
      b.put("XYZ ".getBytes(UTF_8)).putInt(0);
      for (int row = 0; row < 3; row++) {
        b.putInt((int) Math.round(toXyz[row * 3 + c] * 65536));
      }
    }
    b.put("curv".getBytes(UTF_8)).putInt(0).putInt(1).putShort((short) Math.round(gamma * 256));
    return b.array();
  }

  /** A ramp or pattern as samples. */
  public static Samples pattern(IntBinaryOperator plane) {
    return (x, y, c) -> plane.applyAsInt(x + 7 * c, y + 3 * c);
  }

  /** Display P3 with linear light as a profile of tables both ways (ICC.1:2022, 10.10). */
  public static byte[] p3Tables() {
    double[] inverse = inverse(P3_TO_XYZ);
    byte[] there = table(P3_TO_XYZ, true);
    byte[] back = table(inverse, false);
    ByteBuffer b = ByteBuffer.allocate(128 + 4 + 2 * 12 + there.length + back.length);
    b.putInt(0, b.capacity()).putInt(8, 0x02400000);
    b.put(12, "mntrRGB XYZ ".getBytes(UTF_8)).put(36, "acsp".getBytes(UTF_8));
    b.putInt(68, 0xF6D6).putInt(72, 0x10000).putInt(76, 0xD32D);
    int at = 128 + 4 + 2 * 12;
    b.position(128).putInt(2);
    b.put("A2B0".getBytes(UTF_8)).putInt(at).putInt(there.length);
    b.put("B2A0".getBytes(UTF_8)).putInt(at + there.length).putInt(back.length);
    return b.put(there).put(back).array();
  }

  /** A table of two points a side: into XYZ by its corners, out of XYZ by its matrix. */
  private static byte[] table(double[] matrix, boolean intoXyz) {
    ByteBuffer b = ByteBuffer.allocate(52 + 3 * 4 + 8 * 6 + 3 * 4);
    b.put("mft2".getBytes(UTF_8)).putInt(0).put((byte) 3).put((byte) 3).put((byte) 2).put((byte) 0);
    for (int i = 0; i < 9; i++) {
      // XYZ counts up to nearly 2, RGB up to 1
      double entry = intoXyz ? (i % 4 == 0 ? 1 : 0) : matrix[i] * (1 + 32767 / 32768.0);
      b.putInt((int) Math.round(entry * 65536));
    }
    b.putShort((short) 2).putShort((short) 2);
    ramps(b);
    for (int corner = 0; corner < 8; corner++) {
      int[] rgb = {corner >> 2 & 1, corner >> 1 & 1, corner & 1};
      for (int row = 0; row < 3; row++) {
        double xyz =
            matrix[row * 3] * rgb[0] + matrix[row * 3 + 1] * rgb[1] + matrix[row * 3 + 2] * rgb[2];
        b.putShort((short) (intoXyz ? Math.max(0, Math.round(xyz * 32768)) : rgb[row] * 65535L));
      }
    }
    ramps(b);
    return b.array();
  }

  private static void ramps(ByteBuffer b) {
    for (int c = 0; c < 3; c++) {
      b.putShort((short) 0).putShort((short) 0xFFFF);
    }
  }

  private static double[] inverse(double[] m) {
    double[] out = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        int r1 = (column + 1) % 3;
        int r2 = (column + 2) % 3;
        int c1 = (row + 1) % 3;
        int c2 = (row + 2) % 3;
        out[row * 3 + column] = m[r1 * 3 + c1] * m[r2 * 3 + c2] - m[r1 * 3 + c2] * m[r2 * 3 + c1];
      }
    }
    double determinant = m[0] * out[0] + m[1] * out[3] + m[2] * out[6];
    for (int i = 0; i < 9; i++) {
      out[i] /= determinant;
    }
    return out;
  }
}
