package io.tonework.imaging.codec.imageio;

import io.tonework.imaging.codec.StrictFirst.Attempt;
import io.tonework.imaging.codec.StrictFirst.Strictness;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.PixelSamples;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads all pixels through ImageIO, with the samples as they are in the file. */
final class Decoder {
  static {
    // pictures are in memory already: no cache files
    ImageIO.setUseCache(false);
  }

  private Decoder() {}

  /**
   * Decodes.
   *
   * @param attempt what of the file is decoded, and what ends it
   * @throws CorruptImage if the decoder fails, or if it warns that data are missing and is to be
   *     taken strictly
   * @throws UnsupportedImage for samples that are neither 8 nor 16 bits
   */
  static Pixels decode(PictureFile file, Attempt attempt) {
    ImageInfo info = file.info();
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(info.format().name());
    if (!readers.hasNext()) {
      throw new UnsupportedImage("this Java has no reader for " + info.format());
    }
    ImageReader reader = readers.next();
    DataMissing warnings = new DataMissing();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(
            new ByteArrayInputStream(withoutProfile(file, attempt.bytes())))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener(warnings);
      BufferedImage image = reader.read(0);
      boolean strict = attempt.strictness() == Strictness.EVERY_COMPLAINT;
      if (strict && !warnings.message.isEmpty()) {
        throw new CorruptImage("the picture cannot be decoded to its end: " + warnings.message);
      }
      return pixels(image, file.hasInks(), file.samples());
    } catch (IOException | RuntimeException e) {
      // decoders answer damaged files with all kinds of unchecked exceptions
      if (e instanceof CorruptImage || e instanceof UnsupportedImage) {
        throw (RuntimeException) e;
      }
      String reason = e.getMessage() == null ? "its data end too early" : e.getMessage();
      throw new CorruptImage("the picture cannot be decoded to its end: " + reason, e);
    } finally {
      reader.dispose();
    }
  }

  /** The readers of these formats convert by a profile unasked. */
  private static byte[] withoutProfile(PictureFile file, byte[] bytes) {
    boolean converts = file.format() == ImageFormat.JPEG || file.format() == ImageFormat.WEBP;
    return converts && file.info().hasIcc()
        ? PictureFile.of(bytes).decodableWithoutProfile()
        : bytes;
  }

  private static Pixels pixels(BufferedImage image, boolean inks, PixelSamples samples) {
    Raster raster = image.getRaster();
    int type = raster.getTransferType();
    if (type != DataBuffer.TYPE_BYTE
        && type != DataBuffer.TYPE_USHORT
        && type != DataBuffer.TYPE_INT) {
      throw new UnsupportedImage(
          "only 8 and 16 bits a channel are rendered, neither 32 bits nor floating point;"
              + " convert the picture to 16 bits");
    }
    boolean palette = image.getColorModel() instanceof IndexColorModel;
    int depth = image.getColorModel().getComponentSize(0);
    if (palette || depth < 8) {
      return fromColours(image, image.getColorModel().hasAlpha() ? 4 : 3);
    }
    int bits = depth > 8 ? 16 : 8;
    boolean others = samples.stored() == raster.getNumBands() && samples.hasOthers();
    int channels = others ? samples.kept() : raster.getNumBands();
    if (channels > 4 || (type == DataBuffer.TYPE_INT && bits == 16)) {
      throw new UnsupportedImage(channels + " channels of " + depth + " bits are not rendered");
    }
    Pixels pixels = Pixels.of(raster.getWidth(), raster.getHeight(), channels, bits, inks);
    int stored = raster.getNumBands();
    int[] row = new int[pixels.width() * stored];
    for (int y = 0; y < pixels.height(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, pixels.width(), 1, row);
      int to = y * pixels.width() * channels;
      for (int x = 0; x < pixels.width(); x++) {
        for (int c = 0; c < channels; c++) {
          boolean alpha = others && c == samples.colours();
          pixels.set(to++, row[x * stored + (alpha ? samples.alpha() : c)]);
        }
      }
    }
    return samples.premultiplied() ? pixels.unpremultiplied() : pixels;
  }

  /** Palettes and bitmaps: their colours, at 8 bits. */
  private static Pixels fromColours(BufferedImage image, int channels) {
    Pixels pixels = Pixels.of(image.getWidth(), image.getHeight(), channels, 8, false);
    int to = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int argb = image.getRGB(x, y);
        pixels.set(to++, argb >> 16);
        pixels.set(to++, argb >> 8);
        pixels.set(to++, argb);
        if (channels == 4) {
          pixels.set(to++, argb >> 24);
        }
      }
    }
    return pixels;
  }

  /** Keeps the first warning that means that pixels are made up. */
  private static final class DataMissing implements IIOReadWarningListener {
    private String message = "";

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      String text = warning.toLowerCase(Locale.ROOT);
      boolean serious =
          text.contains("premature")
              || text.contains("corrupt")
              || text.contains("truncated")
              || text.contains("end of file")
              || text.contains("invalid");
      // a broken profile makes up no pixel
      if (serious && !text.contains("icc") && message.isEmpty()) {
        message = warning;
      }
    }
  }
}
