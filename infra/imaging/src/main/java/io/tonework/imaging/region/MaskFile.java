package io.tonework.imaging.region;

import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.PngFile;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads masks: grey PNG files, white inside and black outside, of any bit depth, or in colour if
 * the colours are greys. An alpha channel is refused, since files differ in which of the two says
 * where the region is.
 */
public final class MaskFile {
  /** Longest file in bytes. */
  public static final int MAX_BYTES = 8 << 20;

  /** Most pixels: enough for a mask at the resolution of a photo, which few need. */
  public static final int MAX_PIXELS = 40_000_000;

  private static final int MAX_SIDE_PIXELS = 16_384;
  private static final ImageLimits LIMITS =
      new ImageLimits(MAX_BYTES, MAX_PIXELS, MAX_SIDE_PIXELS, 1);

  /** Channels of a grey may differ by the rounding of whoever converted it. */
  private static final int GREY_TOLERANCE = 3;

  private MaskFile() {}

  /**
   * Checks what the header says, without decoding a pixel.
   *
   * @throws UnusableMask if it is no PNG, is over a limit, has an alpha channel or a damaged header
   */
  public static void check(byte[] file) {
    try {
      PictureFile mask = PictureFile.of(file, LIMITS);
      if (!(mask instanceof PngFile)) {
        throw new UnusableMask("a mask must be a PNG file, not " + mask.format());
      }
      ImageInfo info = mask.info();
      if (info.channels() == 2 || info.channels() == 4) {
        throw new UnusableMask(
            "a mask must not have an alpha channel; save it as a grey PNG, white inside");
      }
    } catch (ImageException e) {
      throw new UnusableMask("the mask cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a mask; one with a side beyond {@link SoftMask#MAX_SIDE} is shrunk to it.
   *
   * @throws UnusableMask as {@link #check}, and if it is damaged or has colours
   */
  public static SoftMask read(byte[] file) {
    check(file);
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      return mask(reader.read(0));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UnusableMask("the mask is damaged: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static SoftMask mask(BufferedImage image) {
    double scale =
        Math.min(1, (double) SoftMask.MAX_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
    long[] sums = new long[width * height];
    int[] counts = new int[width * height];
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      readRow(image, y, row);
      int start = (int) ((long) y * height / image.getHeight()) * width;
      for (int x = 0; x < row.length; x++) {
        int at = start + (int) ((long) x * width / row.length);
        sums[at] += row[x];
        counts[at]++;
      }
    }
    byte[] levels = new byte[sums.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(sums[i] / (257.0 * counts[i]));
    }
    return new SoftMask(width, height, levels);
  }

  /** One row as levels of 0..65,535. */
  private static void readRow(BufferedImage image, int y, int[] row) {
    Raster raster = image.getRaster();
    int depth = image.getColorModel().getComponentSize(0);
    if (raster.getNumBands() == 1 && depth >= 8 && image.getColorModel().getNumComponents() == 1) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
      if (depth == 8) {
        for (int x = 0; x < row.length; x++) {
          row[x] *= 257;
        }
      }
      return;
    }
    for (int x = 0; x < row.length; x++) {
      int rgb = image.getRGB(x, y);
      int red = rgb >> 16 & 0xFF;
      int green = rgb >> 8 & 0xFF;
      int blue = rgb & 0xFF;
      if (Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue))
          > GREY_TOLERANCE) {
        throw new UnusableMask(
            "a mask must be grey, white inside; its pixel (%d, %d) is red %d, green %d, blue %d"
                .formatted(x, y, red, green, blue));
      }
      row[x] = green * 257;
    }
  }
}
