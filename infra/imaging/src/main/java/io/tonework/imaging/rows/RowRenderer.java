package io.tonework.imaging.rows;

import io.tonework.imaging.colour.CarriedMap;
import io.tonework.imaging.colour.GreyCurve;
import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.LatticeFit;
import io.tonework.imaging.lattice.PixelMap;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.pixels.RowMap;
import io.tonework.imaging.region.ColourMap;

/**
 * A colour map made ready for the pixels of one picture: its channels, depth and colour space. Rows
 * are independent of each other, so any number of threads may share an instance.
 */
public abstract sealed class RowRenderer implements RowMap {
  /** Interleaved samples per pixel. */
  final int channels;

  private RowRenderer(int channels) {
    this.channels = channels;
  }

  /**
   * Prepares a map.
   *
   * @param channels 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha
   * @param bitsPerChannel 8 or 16
   */
  static RowRenderer of(ColourMap map, PhotoColour colour, int channels, int bitsPerChannel) {
    if (channels < 1 || channels > 4 || (bitsPerChannel != 8 && bitsPerChannel != 16)) {
      throw new IllegalArgumentException(
          "%d channels of %d bits cannot be rendered".formatted(channels, bitsPerChannel));
    }
    return switch (colour) {
      case PhotoColour.Grey(var curve) ->
          new Grey(channels, GreyCurve.tabulate(map.map(), curve, 1 << bitsPerChannel));
      case PhotoColour.Rgb(var space) -> {
        PixelMap pixels =
            space.isSrgb()
                ? map.map()
                : LatticeFit.of(new CarriedMap(map.map(), space), LatticeFit.DEFAULT_TOLERANCE)
                    .lattice();
        yield new Rgb(channels, bitsPerChannel, pixels);
      }
    };
  }

  /** Turns every channel of 8-bit pixels round: a mapping whose result is known beforehand. */
  public static RowRenderer inverse(int channels) {
    RgbFunction inverse =
        (rgb, out, points) -> {
          for (int i = 0; i < points * 3; i++) {
            out[i] = 1 - rgb[i];
          }
        };
    return new Rgb(channels, 8, Lattice.build(2, inverse));
  }

  /**
   * Maps 8-bit pixels in place; alpha is left.
   *
   * @param row {@code byte[pixels * channels]} or longer, interleaved, unsigned
   */
  final void map(byte[] row, int pixels) {
    map(row, 0, pixels);
  }

  /**
   * As {@link #map(byte[], int)}, in the middle of a row.
   *
   * @param from index of the first pixel's first sample
   */
  abstract void map(byte[] row, int from, int pixels);

  /**
   * Maps 16-bit pixels in place; alpha is left.
   *
   * @param row {@code short[pixels * channels]} or longer, interleaved, unsigned, native order
   */
  final void map(short[] row, int pixels) {
    map(row, 0, pixels);
  }

  /**
   * As {@link #map(short[], int)}, in the middle of a row.
   *
   * @param from index of the first pixel's first sample
   */
  abstract void map(short[] row, int from, int pixels);

  /** As {@link #map(byte[], int)}: the place makes no difference. */
  @Override
  public final void map(byte[] row, int pixels, int left, int top) {
    map(row, pixels);
  }

  /** As {@link #map(short[], int)}: the place makes no difference. */
  @Override
  public final void map(short[] row, int pixels, int left, int top) {
    map(row, pixels);
  }

  /** One table look-up a pixel. */
  private static final class Grey extends RowRenderer {
    private final int[] table;

    Grey(int channels, int[] table) {
      super(channels);
      this.table = table;
    }

    @Override
    void map(byte[] row, int from, int pixels) {
      for (int at = from; at < from + pixels * channels; at += channels) {
        row[at] = (byte) table[row[at] & 0xFF];
      }
    }

    @Override
    void map(short[] row, int from, int pixels) {
      for (int at = from; at < from + pixels * channels; at += channels) {
        row[at] = (short) table[row[at] & 0xFFFF];
      }
    }
  }

  private static final class Rgb extends RowRenderer {
    private final int bitsPerChannel;
    private final PixelMap map;

    Rgb(int channels, int bitsPerChannel, PixelMap map) {
      super(channels);
      this.bitsPerChannel = bitsPerChannel;
      this.map = map;
    }

    @Override
    void map(byte[] row, int from, int pixels) {
      check(8);
      map.map(row, from, pixels, channels);
    }

    @Override
    void map(short[] row, int from, int pixels) {
      check(16);
      map.map(row, from, pixels, channels);
    }

    private void check(int bits) {
      if (bits != bitsPerChannel) {
        throw new IllegalStateException(
            "this renderer was made for %d bits a channel".formatted(bitsPerChannel));
      }
    }
  }
}
