package io.tonework.imaging.codec.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.imaging.TestImages;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.vips.CmykJpeg;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.region.ColourMap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Whole files of every kind that a codec decodes, small, with all metadata they can hold. */
final class Corpus {
  private static final int W = 48;
  private static final int H = 40;
  private static final TestImages.Samples PATTERN = (x, y, c) -> (x * 5 + y * 3 + 60 * c) & 0xFF;
  private static final TestImages.Samples WIDE = (x, y, c) -> (x * 997 + y * 83 + c) & 0xFFFF;

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private Corpus() {}

  /** The files by their kind; modern formats only where the codec writes them. */
  static Map<String, byte[]> of(ImageCodec codec) throws IOException {
    Corpus corpus = new Corpus();
    corpus.jpegs();
    corpus.pngs();
    corpus.tiffs();
    corpus.modern(codec, "WebP lossless", ImageFormat.WEBP, null, 4);
    corpus.modern(codec, "WebP lossy", ImageFormat.WEBP, 80, 3);
    corpus.modern(codec, "WebP lossy with alpha", ImageFormat.WEBP, 80, 4);
    corpus.modern(codec, "AVIF", ImageFormat.AVIF, 70, 3);
    corpus.modern(codec, "HEIC", ImageFormat.HEIC, 70, 3);
    return corpus.files;
  }

  private void jpegs() throws IOException {
    add("JPEG baseline", ImageFormat.JPEG, TestImages.jpeg(W, H, 3, 2, 2, false, PATTERN));
    add("JPEG progressive", ImageFormat.JPEG, TestImages.jpeg(W, H, 3, 1, 1, true, PATTERN));
    add("JPEG grey", ImageFormat.JPEG, TestImages.jpeg(W, H, 1, 1, 1, false, PATTERN));
    files.put("JPEG CMYK", CmykJpeg.of(W, H, 100, 200, 50, 255));
  }

  private void pngs() throws IOException {
    for (int channels = 1; channels <= 4; channels++) {
      add("PNG 8 of " + channels, ImageFormat.PNG, file(ImageFormat.PNG, channels, 8));
      add("PNG 16 of " + channels, ImageFormat.PNG, file(ImageFormat.PNG, channels, 16));
    }
    add("PNG palette", ImageFormat.PNG, png(BufferedImage.TYPE_BYTE_INDEXED, false));
    add("PNG interlaced", ImageFormat.PNG, png(BufferedImage.TYPE_3BYTE_BGR, true));
  }

  private void tiffs() {
    for (int channels : new int[] {1, 3, 4}) {
      add("TIFF 8 of " + channels, ImageFormat.TIFF, file(ImageFormat.TIFF, channels, 8));
      add("TIFF 16 of " + channels, ImageFormat.TIFF, file(ImageFormat.TIFF, channels, 16));
    }
  }

  private static byte[] file(ImageFormat format, int channels, int bits) {
    return TestImages.file(format, W, H, channels, bits, bits == 8 ? PATTERN : WIDE);
  }

  private void add(String kind, ImageFormat format, byte[] plain) {
    Metadata all =
        new Metadata(
            TestImages.exif(6), TestImages.xmp(6), TestImages.photoshop(), TestImages.p3(2.2));
    boolean grey = kind.contains("grey") || kind.endsWith("of 1") || kind.endsWith("of 2");
    files.put(kind, TestImages.with(plain, format, grey ? all.withIcc(null) : all));
  }

  private void modern(
      ImageCodec codec, String kind, ImageFormat format, @Nullable Integer quality, int channels) {
    if (codec.canEncode(format)) {
      byte[] png = TestImages.withIcc(file(ImageFormat.PNG, channels, 8), ImageFormat.PNG, null);
      files.put(
          kind,
          codec
              .render(
                  png, ColourMap.identity(), new EncodeOptions(format, quality, false, "Tonework"))
              .bytes());
    }
  }

  private static byte[] png(int type, boolean interlaced) throws IOException {
    BufferedImage image = new BufferedImage(W, H, type);
    SplittableRandom random = new SplittableRandom(1);
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(
          interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Files that are something else than they claim. */
  static Map<String, byte[]> strangers(byte[] jpeg) {
    Map<String, byte[]> strangers = new LinkedHashMap<>();
    strangers.put("nothing", new byte[0]);
    strangers.put("SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8));
    strangers.put("PDF", "%PDF-1.7\n1 0 obj <</Type /Catalog>>".getBytes(UTF_8));
    strangers.put("PostScript", "%!PS-Adobe-3.0 (/etc/passwd) run".getBytes(UTF_8));
    strangers.put("MVG", "push graphic-context image over 0,0 0,0 'x.png'".getBytes(UTF_8));
    strangers.put("libvips' own", new byte[] {(byte) 0xB6, (byte) 0xA6, (byte) 0xF2, 8, 1, 1, 1});
    strangers.put("CSV", "1,2,3\n4,5,6\n".getBytes(UTF_8));
    strangers.put("PPM", "P6 2 2 255 abcdefghijkl".getBytes(UTF_8));
    strangers.put("Radiance", "#?RADIANCE\n\n-Y 1 +X 1\n....".getBytes(UTF_8));
    byte[] behind = new byte[jpeg.length + 9];
    System.arraycopy("%PDF-1.4\n".getBytes(UTF_8), 0, behind, 0, 9);
    System.arraycopy(jpeg, 0, behind, 9, jpeg.length);
    strangers.put("JPEG behind a PDF", behind);
    return strangers;
  }
}
