package io.tonework.imaging.region;

import java.util.Arrays;

/**
 * How much of a region there is at each place of an upright picture, from 0 (outside) to 255
 * (inside). It covers the whole picture, whatever the number of its own pixels. Immutable and
 * thread-safe.
 */
public final class SoftMask {
  /** The longer side at most: a larger one is shrunk when it is read. */
  public static final int MAX_SIDE = 2048;

  /** Models and lossy editors leave this many levels where they mean none, or all. */
  private static final int SNAP_LEVELS = 2;

  private static final double ASPECT_TOLERANCE = 0.01;

  private final int width;
  private final int height;
  private final byte[] levels;

  /**
   * Takes the levels of a mask; the two lowest and the two highest count as 0 and 255.
   *
   * @param width pixels, 1..{@link #MAX_SIDE}
   * @param height pixels, 1..{@link #MAX_SIDE}
   * @param levels {@code byte[height * width]}, unsigned, row by row from the top left; copied
   */
  public SoftMask(int width, int height, byte[] levels) {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "a mask has from 1 to %d pixels a side, not %d x %d".formatted(MAX_SIDE, width, height));
    }
    if (levels.length != width * height) {
      throw new IllegalArgumentException(
          "%d levels do not fill a mask of %d x %d".formatted(levels.length, width, height));
    }
    this.width = width;
    this.height = height;
    this.levels = levels.clone();
    for (int i = 0; i < levels.length; i++) {
      int level = levels[i] & 0xFF;
      if (level <= SNAP_LEVELS) {
        this.levels[i] = 0;
      } else if (level >= 255 - SNAP_LEVELS) {
        this.levels[i] = (byte) 255;
      }
    }
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** The level at a pixel, 0..255. */
  public int level(int x, int y) {
    return levels[y * width + x] & 0xFF;
  }

  /**
   * Checks that the mask has the shape of a picture.
   *
   * @param pictureWidth of the upright picture, pixels
   * @param pictureHeight of the upright picture, pixels
   * @throws UnusableMask if its sides are in another proportion, by more than 1% and more than a
   *     pixel of the mask
   */
  public void requireShapeOf(int pictureWidth, int pictureHeight) {
    double wantedWidth = (double) height * pictureWidth / pictureHeight;
    double wantedHeight = (double) width * pictureHeight / pictureWidth;
    boolean close =
        Math.abs(wantedWidth - width) <= Math.max(1, ASPECT_TOLERANCE * width)
            || Math.abs(wantedHeight - height) <= Math.max(1, ASPECT_TOLERANCE * height);
    if (!close) {
      throw new UnusableMask(
          "the mask is %d x %d, the upright photo %d x %d: their sides are in different proportions;"
                  .formatted(width, height, pictureWidth, pictureHeight)
              + " make the mask for the photo as it is shown, with its orientation applied");
    }
  }

  /**
   * The mask at another resolution: every new pixel is the mean of the mask under a tent as wide as
   * the larger of an old and two new pixels, so shrinking does not alias and enlarging is linear.
   *
   * @return {@code float[newHeight * newWidth]}, 0..1; exactly 0 or 1 where all the tent is
   */
  public float[] resampled(int newWidth, int newHeight) {
    float[] across = new float[height * newWidth];
    Tent columns = new Tent(width, newWidth);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < newWidth; x++) {
        int first = columns.first[x];
        float[] weights = columns.weights[x];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * level(first + i, y);
        }
        across[y * newWidth + x] = sum;
      }
    }
    Tent rows = new Tent(height, newHeight);
    float[] out = new float[newHeight * newWidth];
    for (int y = 0; y < newHeight; y++) {
      int first = rows.first[y];
      float[] weights = rows.weights[y];
      for (int x = 0; x < newWidth; x++) {
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * across[(first + i) * newWidth + x];
        }
        // rounding must not leave a trace of a region where there is none, or of the rest within it
        out[y * newWidth + x] = sum <= 1e-3f ? 0 : sum >= 255 - 1e-3f ? 1 : sum / 255;
      }
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SoftMask that
        && width == that.width
        && height == that.height
        && Arrays.equals(levels, that.levels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return "SoftMask[" + width + " x " + height + "]";
  }

  /** Which old pixels make up each new one along an axis, and with which weights. */
  private static final class Tent {
    final int[] first;
    final float[][] weights;

    Tent(int from, int to) {
      first = new int[to];
      weights = new float[to][];
      double scale = (double) from / to;
      double reach = Math.max(1, scale);
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale - 0.5;
        int low = Math.max(0, (int) Math.ceil(centre - reach + 1e-9));
        int high = Math.min(from - 1, (int) Math.floor(centre + reach - 1e-9));
        first[i] = low;
        weights[i] = new float[high - low + 1];
        double sum = 0;
        for (int j = low; j <= high; j++) {
          sum += 1 - Math.abs(j - centre) / reach;
        }
        for (int j = low; j <= high; j++) {
          weights[i][j - low] = (float) ((1 - Math.abs(j - centre) / reach) / sum);
        }
      }
    }
  }
}
