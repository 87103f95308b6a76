package io.tonework.render;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A PNG that no colour space touches: a slow grey ramp, one ramp from black over each pure colour
 * to white, and every kind of colour at random.
 */
final class TestChart {
  static final int WIDTH = 512;
  static final int HEIGHT = 256;
  private static final int RAMP_ROWS = 8;

  private TestChart() {}

  /** The chart as {@code int[HEIGHT * WIDTH * 3]}, 0 to {@code max}. */
  static int[] samples(int max, long seed) {
    int[] rgb = new int[WIDTH * HEIGHT * 3];
    Random random = new Random(seed);
    for (int i = 0; i < rgb.length; i += 3) {
      int x = i / 3 % WIDTH;
      int band = i / 3 / WIDTH / RAMP_ROWS;
      for (int c = 0; c < 3; c++) {
        rgb[i + c] =
            switch (band) {
              case 0 -> max * x / (WIDTH - 1);
              case 1, 2, 3, 4, 5, 6, 7 -> ramp(max, x, (band >> c & 1) == 1);
              default -> random.nextInt(max + 1);
            };
      }
    }
    return rgb;
  }

  private static int ramp(int max, int x, boolean rises) {
    double at = 2.0 * x / (WIDTH - 1);
    return (int) Math.round(max * Math.clamp(rises ? at : at - 1, 0.0, 1.0));
  }

  static byte[] png(int[] samples, int bits) {
    int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    WritableRaster raster = Raster.createInterleavedRaster(type, WIDTH, HEIGHT, 3, null);
    raster.setPixels(0, 0, WIDTH, HEIGHT, samples);
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ComponentColorModel.OPAQUE,
            type);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(model, raster, false, null), "png", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /** The samples of a PNG of this size with three channels, whatever its depth. */
  static int[] read(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    Raster raster = image.getRaster();
    if (raster.getWidth() != WIDTH || raster.getHeight() != HEIGHT || raster.getNumBands() != 3) {
      throw new IllegalArgumentException("the PNG is " + image);
    }
    int[] samples = raster.getPixels(0, 0, WIDTH, HEIGHT, (int[]) null);
    int max = raster.getDataBuffer() instanceof DataBufferUShort ? 65_535 : 255;
    if (Arrays.stream(samples).anyMatch(sample -> sample < 0 || sample > max)) {
      throw new IllegalArgumentException("samples beyond " + max);
    }
    return samples;
  }
}
