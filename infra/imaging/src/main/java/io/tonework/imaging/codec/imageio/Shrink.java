package io.tonework.imaging.codec.imageio;

import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.colour.RgbSpace;
import io.tonework.imaging.colour.ToneCurve;
import io.tonework.imaging.pixels.RgbImage;
import java.util.Arrays;

/** Makes small pictures: the mean of the area that a small pixel covers. */
final class Shrink {
  private Shrink() {}

  /**
   * Shrinks, turns upright, converts to sRGB and lays transparency over white.
   *
   * @param maxSide the longer side of the result at most; a smaller picture keeps its size
   */
  static RgbImage toRgb(Pixels pixels, PhotoColour colour, int orientation, int maxSide) {
    Pixels upright = shrink(pixels, colour, maxSide).upright(orientation);
    byte[] bytes = upright.bytes();
    return new RgbImage(upright.width(), upright.height(), bytes == null ? new byte[0] : bytes);
  }

  /** Shrinks an upright picture; its numbers keep the encoding that they have. */
  static RgbImage unconverted(Pixels pixels, int maxSide) {
    return toRgb(pixels, new PhotoColour.Rgb(RgbSpace.SRGB), 1, maxSide);
  }

  private static Pixels shrink(Pixels pixels, PhotoColour colour, int maxSide) {
    double scale = Math.min(1, (double) maxSide / Math.max(pixels.width(), pixels.height()));
    int width = (int) Math.max(1, Math.round(pixels.width() * scale));
    int height = (int) Math.max(1, Math.round(pixels.height() * scale));
    Pixels small = Pixels.of(width, height, 3, 8, true);
    double full = pixels.bits() == 16 ? 65535 : 255;
    int channels = pixels.channels();
    double[] mean = new double[channels];
    double[] rgb = new double[3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        area(pixels, x, y, width, height, mean);
        double opacity = channels == 2 || channels == 4 ? mean[channels - 1] / full : 1;
        for (int c = 0; c < 3; c++) {
          rgb[c] = mean[channels < 3 ? 0 : c] / full;
        }
        switch (colour) {
          case PhotoColour.Grey(var curve) -> {
            double grey = ToneCurve.SRGB.toEncoded(curve.toLinear(rgb[0]));
            Arrays.fill(rgb, grey);
          }
          case PhotoColour.Rgb(var space) -> {
            if (!space.isSrgb()) {
              space.toSrgb(rgb);
            }
          }
        }
        for (int c = 0; c < 3; c++) {
          double over = Math.clamp(rgb[c], 0, 1) * opacity + (1 - opacity);
          small.set((y * width + x) * 3 + c, (int) Math.round(over * 255));
        }
      }
    }
    return small;
  }

  private static void area(Pixels pixels, int x, int y, int width, int height, double[] mean) {
    int left = (int) ((long) x * pixels.width() / width);
    int right = (int) Math.max(left + 1L, (long) (x + 1) * pixels.width() / width);
    int top = (int) ((long) y * pixels.height() / height);
    int bottom = (int) Math.max(top + 1L, (long) (y + 1) * pixels.height() / height);
    Arrays.fill(mean, 0);
    int channels = pixels.channels();
    for (int sy = top; sy < bottom; sy++) {
      int at = (sy * pixels.width() + left) * channels;
      for (int sx = left; sx < right; sx++) {
        for (int c = 0; c < channels; c++) {
          mean[c] += pixels.sample(at++);
        }
      }
    }
    double count = (double) (right - left) * (bottom - top);
    for (int c = 0; c < channels; c++) {
      mean[c] /= count;
    }
  }
}
