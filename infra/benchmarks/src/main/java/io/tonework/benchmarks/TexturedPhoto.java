package io.tonework.benchmarks;

import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A synthetic photo with grain as of a sensor at ISO 800: a smooth one would be a third of the size
 * of what cameras write, and a codec's time follows the size of the file.
 */
public final class TexturedPhoto {
  private static final double GRAIN_LEVELS = 12;

  private TexturedPhoto() {}

  /** A JPEG of quality 90, chroma halved both ways. */
  public static byte[] jpeg(int width, int height) throws IOException {
    BufferedImage image = SyntheticPhoto.take(Scene.FLOWERS, width, height, 3, CaptureFault.NONE);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    Random random = new Random(5);
    double before = 0;
    for (int i = 0; i < pixels.length; i++) {
      // neighbours share some of it, as after a sensor's colours were filled in
      double fresh = random.nextGaussian() * GRAIN_LEVELS;
      int grain = (int) Math.round((fresh + before) / 2);
      before = fresh;
      pixels[i] =
          level((pixels[i] >> 16 & 0xFF) + grain) << 16
              | level((pixels[i] >> 8 & 0xFF) + grain) << 8
              | level((pixels[i] & 0xFF) + grain);
    }
    return encode(image);
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.9f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static int level(int value) {
    return Math.clamp(value, 0, 255);
  }
}
