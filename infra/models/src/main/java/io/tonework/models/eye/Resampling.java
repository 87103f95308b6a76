package io.tonework.models.eye;

import io.tonework.imaging.pixels.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * Antialiased resampling of 8-bit pictures: rows first, then columns, each rounded to 8 bits, with
 * a kernel that widens when the picture shrinks. The weights are rounded to 22 bits, as the Pillow
 * library does, whose results the weights of published models were trained on.
 */
enum Resampling {
  /** Mean of the area that is covered; as the last step see {@link Resize}. */
  BOX(0.5),
  /** A tent. */
  BILINEAR(1),
  /** Keys' cubic convolution with a = -0.5. */
  BICUBIC(2),
  /** The sinc windowed by its own first lobe, three lobes wide. */
  LANCZOS3(3);

  private static final int BITS = 22;

  private final double support;

  Resampling(double support) {
    this.support = support;
  }

  private double kernel(double x) {
    return switch (this) {
      case BOX -> x > -0.5 && x <= 0.5 ? 1 : 0;
      case BILINEAR -> Math.max(0, 1 - Math.abs(x));
      case BICUBIC -> cubic(x);
      case LANCZOS3 -> Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
    };
  }

  /**
   * The filter of a manifest.
   *
   * @throws IllegalArgumentException when it is none of ours
   */
  static Resampling of(String step, @Nullable String filter) {
    return switch (filter) {
      case "box" -> BOX;
      case "bilinear" -> BILINEAR;
      case "bicubic" -> BICUBIC;
      case "lanczos3" -> LANCZOS3;
      case null, default ->
          throw new IllegalArgumentException(
              step + ".filter must be box, bilinear, bicubic or lanczos3, not " + filter);
    };
  }

  private static double cubic(double x) {
    double a = -0.5;
    double t = Math.abs(x);
    if (t < 1) {
      return ((a + 2) * t - (a + 3)) * t * t + 1;
    }
    return t < 2 ? (((t - 5) * t + 8) * t - 4) * a : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** The picture in another size. */
  RgbImage resize(RgbImage picture, int width, int height) {
    byte[] wide = picture.rgb();
    if (width != picture.width()) {
      wide = across(wide, taps(picture.width(), width), picture.height(), picture.width());
    }
    if (height == picture.height()) {
      return new RgbImage(width, height, wide);
    }
    byte[] high = new byte[width * height * 3];
    int[][] taps = taps(picture.height(), height);
    for (int y = 0; y < height; y++) {
      int[] tap = taps[y];
      for (int x = 0; x < width * 3; x++) {
        long sum = 1L << (BITS - 1);
        for (int k = 1; k < tap.length; k++) {
          sum += (long) tap[k] * (wide[(tap[0] + k - 1) * width * 3 + x] & 0xff);
        }
        high[y * width * 3 + x] = clip(sum);
      }
    }
    return new RgbImage(width, height, high);
  }

  private static byte[] across(byte[] source, int[][] taps, int rows, int width) {
    byte[] target = new byte[rows * taps.length * 3];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < taps.length; x++) {
        int[] tap = taps[x];
        for (int c = 0; c < 3; c++) {
          long sum = 1L << (BITS - 1);
          for (int k = 1; k < tap.length; k++) {
            sum += (long) tap[k] * (source[(y * width + tap[0] + k - 1) * 3 + c] & 0xff);
          }
          target[(y * taps.length + x) * 3 + c] = clip(sum);
        }
      }
    }
    return target;
  }

  private static byte clip(long sum) {
    return (byte) Math.clamp(sum >> BITS, 0, 255);
  }

  /** Per target pixel: the first source pixel, then the weights from there on. */
  private int[][] taps(int source, int target) {
    double scale = (double) source / target;
    double stretch = Math.max(1, scale);
    double reach = support * stretch;
    int[][] taps = new int[target][];
    for (int i = 0; i < target; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(source, (int) (centre + reach + 0.5));
      double[] weights = new double[end - first];
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        weights[k] = kernel((first + k - centre + 0.5) / stretch);
        sum += weights[k];
      }
      int[] tap = new int[weights.length + 1];
      tap[0] = first;
      for (int k = 0; k < weights.length; k++) {
        tap[k + 1] = (int) Math.round(weights[k] / sum * (1 << BITS));
      }
      taps[i] = tap;
    }
    return taps;
  }
}
