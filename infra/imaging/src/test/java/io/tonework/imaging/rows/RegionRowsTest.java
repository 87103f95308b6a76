package io.tonework.imaging.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.colour.RgbSpace;
import io.tonework.imaging.colour.ToneCurve;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.pixels.RowMap;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.region.Region;
import io.tonework.imaging.region.SoftMask;
import io.tonework.imaging.region.UnusableMask;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionRowsTest {
  private static final int W = 211;
  private static final int H = 137;
  private static final PhotoColour SRGB = new PhotoColour.Rgb(RgbSpace.SRGB);
  private static final Lattice BLACK = flat(0);
  private static final Lattice GREY = flat(0.4f);
  private static final Lattice WHITE = flat(1);

  @ParameterizedTest
  @CsvSource({"3,8", "4,8", "3,16", "4,16"})
  void shouldGiveSamePixelsWhenPictureIsCutOtherwise(int channels, int bits) {
    short[] picture = noise(channels, bits, 11);
    RowMap rows = rows(channels, bits, SRGB, blob("one", 70, WHITE), blob("two", 130, BLACK));

    short[] whole = mapped(rows, picture, channels, bits, W, 1);
    short[] pieces = mapped(rows, picture, channels, bits, 17, 4);

    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void shouldGiveExactlyThePicturesMapWhenEveryRegionHasItToo() {
    Lattice warm =
        Lattice.build(
            17,
            (in, out, n) -> {
              for (int i = 0; i < n * 3; i++) {
                out[i] = (float) Math.pow(in[i], i % 3 == 2 ? 1.2 : 0.8);
              }
            });
    short[] picture = noise(3, 8, 12);
    ColourMap plain = ColourMap.of(warm);
    RowMap rows = rows(plain, 3, 8, SRGB, blob("one", 70, warm), blob("two", 110, warm));

    short[] got = mapped(rows, picture, 3, 8, W, 1);

    assertThat(got).isEqualTo(mapped(RowRenderer.of(plain, SRGB, 3, 8), picture, 3, 8, W, 1));
  }

  @Test
  void shouldShareWeightsWhenMasksOverlap() {
    SoftMask all = new SoftMask(1, 1, new byte[] {(byte) 255});
    SoftMask half = new SoftMask(1, 1, new byte[] {(byte) 128});
    short[] picture = noise(3, 8, 13);

    short[] both =
        mapped(
            rows(3, 8, SRGB, plain("a", all, WHITE), plain("b", all, BLACK)), picture, 3, 8, W, 1);
    short[] left =
        mapped(rows(ColourMap.of(GREY), 3, 8, SRGB, plain("a", half, WHITE)), picture, 3, 8, W, 1);

    assertThat(both).containsOnly((short) 128);
    assertThat(left).containsOnly((short) Math.round(255 * (0.4 * 127 + 128) / 255));
  }

  @Test
  void shouldKeepAlphaWhenPixelsAreBlended() {
    short[] picture = noise(4, 8, 14);

    short[] got = mapped(rows(4, 8, SRGB, blob("one", 70, WHITE)), picture, 4, 8, W, 1);

    for (int i = 3; i < got.length; i += 4) {
      assertThat(got[i]).isEqualTo(picture[i]);
    }
  }

  @Test
  void shouldBlendGreyPicturesAndKeepAllLevelsOf16Bits() {
    short[] ramp = new short[W * H];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (short) (i * 65535L / (ramp.length - 1));
    }
    RowMap rows =
        rows(
            ColourMap.identity(),
            1,
            16,
            new PhotoColour.Grey(ToneCurve.SRGB),
            blob("same", 70, Lattice.identity(2)));

    short[] got = mapped(rows, ramp, 1, 16, W, 1);

    assertThat(got).isEqualTo(ramp);
  }

  @Test
  void shouldRefuseMaskWhenItsSidesAreInAnotherProportion() {
    Region turned = plain("sky", new SoftMask(137, 211, new byte[137 * 211]), WHITE);

    assertThatThrownBy(() -> rows(3, 8, SRGB, turned))
        .isInstanceOf(UnusableMask.class)
        .hasMessageContaining("region 'sky'")
        .hasMessageContaining("137 x 211")
        .hasMessageContaining("211 x 137");
  }

  private static Region plain(String name, SoftMask mask, Lattice lattice) {
    return new Region(name, lattice, mask, false);
  }

  /** A disc with a soft border, to be refined. */
  private static Region blob(String name, int centre, Lattice lattice) {
    byte[] levels = new byte[W * H];
    for (int i = 0; i < levels.length; i++) {
      int y = i / W;
      double distance = Math.hypot(i % W - centre, y - 60);
      levels[i] = (byte) Math.clamp(Math.round((45 - distance) * 20), 0, 255);
    }
    return new Region(name, lattice, new SoftMask(W, H, levels), true);
  }

  private static RowMap rows(int channels, int bits, PhotoColour colour, Region... regions) {
    return rows(ColourMap.of(GREY), channels, bits, colour, regions);
  }

  private static RowMap rows(
      ColourMap map, int channels, int bits, PhotoColour colour, Region... regions) {
    byte[] guide = new byte[W * H * 3];
    new Random(7).nextBytes(guide);
    return RegionRows.of(
        map.with(List.of(regions)), colour, channels, bits, W, H, () -> new RgbImage(W, H, guide));
  }

  private static short[] noise(int channels, int bits, long seed) {
    int[] values = new Random(seed).ints((long) W * H * channels, 0, 1 << bits).toArray();
    short[] samples = new short[values.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) values[i];
    }
    return samples;
  }

  /** Maps a picture in pieces of rows, on several threads, the last row first. */
  private static short[] mapped(
      RowMap rows, short[] picture, int channels, int bits, int piece, int threads) {
    short[] out = new short[picture.length];
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      pool.submit(() ->
              IntStream.range(0, H)
                  .parallel()
                  .map(y -> H - 1 - y)
                  .forEach(y -> row(rows, picture, out, channels, bits, piece, y)))
          .join();
    }
    return out;
  }

  private static void row(
      RowMap rows, short[] picture, short[] out, int channels, int bits, int piece, int y) {
    for (int left = 0; left < W; left += piece) {
      int pixels = Math.min(piece, W - left);
      int at = (y * W + left) * channels;
      short[] part = Arrays.copyOfRange(picture, at, at + pixels * channels);
      if (bits == 16) {
        rows.map(part, pixels, left, y);
      } else {
        byte[] bytes = new byte[part.length];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) part[i];
        }
        rows.map(bytes, pixels, left, y);
        for (int i = 0; i < bytes.length; i++) {
          part[i] = (short) (bytes[i] & 0xFF);
        }
      }
      System.arraycopy(part, 0, out, at, part.length);
    }
  }

  private static Lattice flat(float value) {
    return Lattice.build(2, (in, out, n) -> Arrays.fill(out, 0, n * 3, value));
  }
}
