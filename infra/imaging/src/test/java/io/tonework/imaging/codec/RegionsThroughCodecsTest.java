package io.tonework.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tonework.imaging.TestImages;
import io.tonework.imaging.codec.imageio.ImageIoCodec;
import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.region.Region;
import io.tonework.imaging.region.SoftMask;
import io.tonework.imaging.region.UnusableMask;
import io.tonework.imaging.rows.RegionRows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions in whole files: turned ones, and alike by either codec. */
class RegionsThroughCodecsTest {
  private static final EncodeOptions UNTOUCHED = new EncodeOptions(null, null, false, null);
  private static final Lattice DARKER =
      Lattice.build(
          33,
          (in, out, n) -> {
            for (int i = 0; i < n * 3; i++) {
              out[i] = in[i] * (0.3f + 0.3f * in[i]);
            }
          });

  /** The two codecs of this module. */
  enum Codec {
    PURE,
    VIPS;

    ImageCodec open() {
      try {
        return this == PURE
            ? new ImageIoCodec(ImageLimits.DEFAULT)
            : VipsCodec.open(ImageLimits.DEFAULT);
      } catch (IllegalArgumentException e) {
        return abort("libvips is not on this machine (apt-get install libvips42)");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseMaskOfTheFileAsItLiesWhenTheFileIsTurned(Codec which) {
    ImageCodec codec = which.open();
    byte[] turned =
        TestImages.with(
            TestImages.quadrants(96, 64),
            ImageFormat.JPEG,
            new Metadata(TestImages.exif(6), null, null, null));
    Region region = new Region("sky", DARKER, above(96, 64, 0.5, 0), true);

    assertThatThrownBy(() -> render(codec, turned, ColourMap.identity().with(List.of(region))))
        .isInstanceOf(UnusableMask.class)
        .hasMessageContaining("region 'sky'")
        .hasMessageContaining("96 x 64")
        .hasMessageContaining("64 x 96");
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 1_500})
  void shouldGiveTheSamePictureWithinALevelWhicheverCodecRenders(int width) {
    // Given: beyond 768 pixels each codec shrinks the copy that masks are fitted to in its own way
    int height = width * 2 / 3;
    ImageCodec pure = Codec.PURE.open();
    ImageCodec vips = Codec.VIPS.open();
    byte[] file = TestImages.file(ImageFormat.PNG, width, height, 3, 8, hills(width, height));
    ColourMap map =
        ColourMap.identity()
            .with(
                List.of(
                    new Region("sky", DARKER, above(width, height, 0.45, 0.04), true),
                    new Region(
                        "left", Lattice.identity(2), leftOf(width, height, 0.3, 0.1), true)));

    // When
    int[] byPure = render(pure, file, map);
    int[] byVips = render(vips, file, map);

    // Then
    int[] off = new int[byPure.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = Math.abs(byPure[i] - byVips[i]);
    }
    Arrays.sort(off);
    if (width <= RegionRows.GUIDE_SIDE) {
      assertThat(off[off.length - 1]).isZero();
    } else {
      assertThat(Arrays.stream(off).average().orElseThrow()).isLessThan(0.1);
      assertThat(off[off.length * 999 / 1000]).isLessThanOrEqualTo(4);
    }
  }

  private static int[] render(ImageCodec codec, byte[] file, ColourMap map) {
    return TestImages.samples(codec.render(file, map, UNTOUCHED).bytes());
  }

  /** A sky over a wavy, textured ground. */
  private static TestImages.Samples hills(int width, int height) {
    return (x, y, c) -> {
      double ridge = height * (0.45 + 0.05 * Math.sin(x * 11.0 / width));
      int grain = (int) (12 * Math.sin(x * 1.7) * Math.cos(y * 1.3));
      return y < ridge
          ? new int[] {120, 160, 220}[c] + grain / 4
          : new int[] {70, 90, 40}[c] + grain;
    };
  }

  /** Full above a part of the height, with a ramp of {@code soft} heights. */
  private static SoftMask above(int width, int height, double part, double soft) {
    byte[] levels = new byte[width * height];
    for (int y = 0; y < height; y++) {
      Arrays.fill(levels, y * width, (y + 1) * width, level((y + 0.5) / height, part, soft));
    }
    return new SoftMask(width, height, levels);
  }

  /** Full left of a part of the width, with a ramp of {@code soft} widths. */
  private static SoftMask leftOf(int width, int height, double part, double soft) {
    byte[] levels = new byte[width * height];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = level((i % width + 0.5) / width, part, soft);
    }
    return new SoftMask(width, height, levels);
  }

  private static byte level(double at, double part, double soft) {
    double inside = soft == 0 ? (at < part ? 1 : 0) : 0.5 + (part - at) / soft;
    return (byte) Math.round(255 * Math.clamp(inside, 0, 1));
  }
}
