package io.tonework.imaging.compare;

import io.tonework.imaging.colour.Cielab;
import io.tonework.imaging.pixels.RgbImage;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far two pictures of one size lie apart, in sRGB at 8 bits.
 *
 * @param psnrDb peak signal-to-noise ratio over all channels, decibels; null for equal pictures
 * @param ssim structural similarity of the luma, -1..1; null for pictures under 11 pixels a side
 * @param deltaE2000Mean mean colour difference CIEDE2000
 * @param deltaE2000P95 what 95% of the pixels stay below, to a hundredth
 * @param deltaE2000Max the largest
 * @param largestChannelDifference levels, 0..255
 * @param differentPixels share of the pixels that differ at all, 0..1
 */
public record PictureDifference(
    @Nullable Double psnrDb,
    @Nullable Double ssim,
    double deltaE2000Mean,
    double deltaE2000P95,
    double deltaE2000Max,
    int largestChannelDifference,
    double differentPixels) {
  private static final int BINS_PER_UNIT = 100;
  private static final int BINS = 200 * BINS_PER_UNIT;
  private static final double P95 = 0.95;

  /**
   * Compares two pictures, by rows on all cores; the figures do not depend on their number.
   *
   * @throws IllegalArgumentException when their sizes differ
   */
  public static PictureDifference of(RgbImage one, RgbImage other) {
    return of(one, other, DifferenceKind.DE2000, null);
  }

  static PictureDifference of(
      RgbImage one, RgbImage other, DifferenceKind kind, @Nullable DifferenceMap map) {
    if (one.width() != other.width() || one.height() != other.height()) {
      throw new IllegalArgumentException(
          "pictures of %d x %d and %d x %d pixels cannot be compared"
              .formatted(one.width(), one.height(), other.width(), other.height()));
    }
    Row[] rows = new Row[one.height()];
    Histogram histogram = new Histogram();
    IntStream.range(0, one.height())
        .parallel()
        .forEach(y -> rows[y] = Row.of(one, other, y, kind, map, histogram));
    return summary(one, other, rows, histogram);
  }

  private static PictureDifference summary(
      RgbImage one, RgbImage other, Row[] rows, Histogram histogram) {
    double pixels = (double) one.width() * one.height();
    long squares = 0;
    double sum = 0;
    double max = 0;
    int channel = 0;
    long different = 0;
    for (Row row : rows) {
      squares += row.squares;
      sum += row.sum;
      max = Math.max(max, row.max);
      channel = Math.max(channel, row.channel);
      different += row.different;
    }
    Double psnr = squares == 0 ? null : 10 * Math.log10(255.0 * 255 * 3 * pixels / squares);
    OptionalDouble ssim = Ssim.of(one, other);
    return new PictureDifference(
        psnr,
        ssim.isPresent() ? ssim.getAsDouble() : null,
        sum / pixels,
        Math.min(max, histogram.percentile(P95 * pixels)),
        max,
        channel,
        different / pixels);
  }

  /** How often each colour difference occurs, to a hundredth. Thread-safe. */
  private static final class Histogram {
    private final long[] counts = new long[BINS];

    synchronized void add(int[] bins) {
      for (int bin : bins) {
        counts[bin]++;
      }
    }

    double percentile(double count) {
      long below = 0;
      for (int bin = 0; bin < BINS; bin++) {
        below += counts[bin];
        if (below >= count) {
          return (bin + 1.0) / BINS_PER_UNIT;
        }
      }
      return (double) BINS / BINS_PER_UNIT;
    }
  }

  /** The sums of one row, added up in order afterwards. */
  private static final class Row {
    private long squares;
    private double sum;
    private double max;
    private int channel;
    private int different;

    static Row of(
        RgbImage one,
        RgbImage other,
        int y,
        DifferenceKind kind,
        @Nullable DifferenceMap map,
        Histogram histogram) {
      int width = one.width();
      Row row = new Row();
      int[] bins = new int[width];
      double[] lab1 = lab(one, y);
      double[] lab2 = lab(other, y);
      float[] shown = new float[width];
      for (int x = 0; x < width; x++) {
        int levels = row.channels(one.rgb(), other.rgb(), (y * width + x) * 3);
        double deltaE = levels == 0 ? 0 : Cielab.deltaE2000(lab1, lab2, x * 3);
        row.sum += deltaE;
        row.max = Math.max(row.max, deltaE);
        bins[x] = Math.min((int) (deltaE * BINS_PER_UNIT), BINS - 1);
        shown[x] = kind == DifferenceKind.DE2000 ? (float) deltaE : levels;
      }
      histogram.add(bins);
      if (map != null) {
        map.row(y, shown);
      }
      return row;
    }

    /** The largest difference of the pixel's channels. */
    private int channels(byte[] one, byte[] other, int at) {
      int largest = 0;
      for (int c = at; c < at + 3; c++) {
        int difference = Math.abs((one[c] & 0xFF) - (other[c] & 0xFF));
        squares += (long) difference * difference;
        largest = Math.max(largest, difference);
      }
      channel = Math.max(channel, largest);
      different += largest == 0 ? 0 : 1;
      return largest;
    }

    private static double[] lab(RgbImage image, int y) {
      int length = image.width() * 3;
      float[] rgb = new float[length];
      for (int i = 0; i < length; i++) {
        rgb[i] = (image.rgb()[y * length + i] & 0xFF) / 255f;
      }
      double[] lab = new double[length];
      Cielab.of(rgb, lab, image.width());
      return lab;
    }
  }
}
