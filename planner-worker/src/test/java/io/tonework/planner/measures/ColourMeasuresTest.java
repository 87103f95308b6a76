package io.tonework.planner.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tonework.imaging.pixels.RgbImage;
import io.tonework.planner.claims.HueBand;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourMeasuresTest {
  /** Of the primaries, from the definitions of sRGB and CIELAB under D65. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0, 0",
    "1, 1, 1, 100, 0, 0",
    "1, 0, 0, 53.24, 80.09, 67.20",
    "0, 1, 0, 87.73, -86.18, 83.18",
    "0, 0, 1, 32.30, 79.19, -107.86",
    "0.5, 0.5, 0.5, 53.39, 0, 0"
  })
  void shouldGiveTheLabOfKnownColours(
      float r, float g, float b, double lightness, double a, double bStar) {
    // When
    Pixels pixels = Pixels.of(new float[] {r, g, b});
    // Then
    assertThat((double) pixels.lightness(0)).isCloseTo(lightness, within(0.01));
    assertThat((double) pixels.a(0)).isCloseTo(a, within(0.02));
    assertThat((double) pixels.b(0)).isCloseTo(bStar, within(0.02));
  }

  @Property(tries = 300)
  void shouldFindNoColourInGreysWhichRiseWithTheirValue(
      @ForAll @FloatRange(max = 1) float darker, @ForAll @FloatRange(max = 1) float brighter) {
    // Given
    float low = Math.min(darker, brighter);
    float high = Math.max(darker, brighter);
    // When
    Pixels greys = Pixels.of(new float[] {low, low, low, high, high, high});
    // Then
    assertThat(greys.chroma(0)).isLessThan(0.02);
    assertThat(greys.isColoured(0)).isFalse();
    assertThat(greys.lightness(0)).isLessThanOrEqualTo(greys.lightness(1));
    assertThat(greys.luminance(0)).isBetween(0.0, 1.000001);
  }

  @Test
  void shouldTakeWhatLiesOutsideTheRangeForItsEnd() {
    assertThat(Lab.linear(-0.5f)).isZero();
    assertThat(Lab.linear(1.5f)).isEqualTo(1);
    assertThat(Lab.luminance(1, 1, 1)).isCloseTo(1, within(1e-6));
  }

  @Test
  void shouldCountASharedFactorOfLightAsStops() {
    // Given: mid-tones of a half and a quarter of the light
    float[] before = {encoded(0.18), encoded(0.18), encoded(0.18)};
    float[] after = {encoded(0.36), encoded(0.36), encoded(0.36)};
    float[] darker = {encoded(0.045), encoded(0.045), encoded(0.045)};
    // When
    // Then
    assertThat(Stops.between(Pixels.of(before), Pixels.of(after))).isCloseTo(1, within(1e-3));
    assertThat(Stops.between(Pixels.of(before), Pixels.of(darker))).isCloseTo(-2, within(1e-3));
  }

  @Test
  void shouldCountNoStopsWhereHardlyAnythingIsAMidTone() {
    // Given: one mid-tone among thirty black pixels, which is below a twentieth
    float[] before = new float[93];
    Arrays.fill(before, 90, 93, 0.5f);
    float[] after = before.clone();
    Arrays.fill(after, 90, 93, 0.7f);
    // When
    double few = Stops.between(Pixels.of(before), Pixels.of(after));
    double enough =
        Stops.between(
            Pixels.of(Arrays.copyOfRange(before, 60, 93)),
            Pixels.of(Arrays.copyOfRange(after, 60, 93)));
    // Then
    assertThat(few).isZero();
    assertThat(enough).isPositive();
  }

  @Test
  void shouldNotFallIntoTheAbyssWhenAMidToneGoesBlack() {
    // When
    double stops =
        Stops.between(Pixels.of(new float[] {0.5f, 0.5f, 0.5f}), Pixels.of(new float[] {0, 0, 0}));
    // Then
    assertThat(stops).isFinite().isBetween(-15.0, -10.0);
  }

  @Test
  void shouldTellHowTheLightIsSpread() {
    // Given: 101 greys of L* 0 to 100, in no order
    float[] rgb = new float[303];
    for (int i = 0; i <= 100; i++) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, grey(i * 37 % 101));
    }
    // When
    Tones tones = Tones.of(Pixels.of(rgb));
    // Then
    assertThat(tones.mean()).isCloseTo(50, within(0.05));
    assertThat(tones.deviation()).isCloseTo(29.155, within(0.05));
    assertThat(tones.percentile(0)).isCloseTo(0, within(0.05));
    assertThat(tones.percentile(0.5)).isCloseTo(50, within(0.05));
    assertThat(tones.percentile(1)).isCloseTo(100, within(0.05));
    assertThat(tones.low()).isCloseTo(5, within(0.05));
    assertThat(tones.high()).isCloseTo(95, within(0.05));
    assertThat(tones.spread()).isCloseTo(90, within(0.1));
  }

  @Test
  void shouldCallBlackAndWhiteWhatIsSoInEveryChannel() {
    // Given: black, next to black, a saturated red, next to white, and not quite
    float[] rgb = {
      0,
      0,
      0,
      3 / 255f,
      2 / 255f,
      3 / 255f,
      4 / 255f,
      0,
      0,
      1,
      0,
      0,
      252 / 255f,
      1,
      1,
      251 / 255f,
      1,
      1
    };
    // When
    Tones tones = Tones.of(Pixels.of(rgb));
    // Then
    assertThat(tones.blackShare()).isCloseTo(2 / 6.0, within(1e-9));
    assertThat(tones.whiteShare()).isCloseTo(1 / 6.0, within(1e-9));
  }

  @Test
  void shouldListTheColoursThatFillAPhotoTheLargestFirst() {
    // Given: three blue pixels, one red, one grey
    float[] rgb = {0, 0, 1, 0, 0, 1, 0.1f, 0.1f, 1, 1, 0, 0, 0.5f, 0.5f, 0.5f};
    // When
    Colours colours = Colours.of(Pixels.of(rgb));
    // Then
    assertThat(colours.filling(0.1)).containsExactly(HueBand.BLUE, HueBand.RED);
    assertThat(colours.filling(0.3)).containsExactly(HueBand.BLUE);
    assertThat(colours.share(HueBand.BLUE)).isCloseTo(0.6, within(1e-9));
    assertThat(colours.share(HueBand.GREEN)).isZero();
    assertThat(colours.greyShare()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void shouldSeeNoCastWhereThereIsTooLittleGrey() {
    // Given: one warm near-grey among fifteen saturated reds, then among five
    float[] red = new float[48];
    for (int i = 0; i < 48; i += 3) {
      red[i] = 1;
    }
    red[0] = 0.5f;
    red[1] = 0.47f;
    red[2] = 0.4f;
    // When
    Colours.Cast little = Colours.of(Pixels.of(red)).cast();
    Colours.Cast enough = Colours.of(Pixels.of(Arrays.copyOf(red, 18))).cast();
    // Then
    assertThat(little.chroma()).isZero();
    assertThat(enough.chroma()).isGreaterThan(4);
    assertThat(enough.colour()).isEqualTo(Colours.CastColour.WARM);
  }

  /** The grid reaches over the whole photo, in at most 4096 points and no fewer than it has. */
  @Property(tries = 200)
  void shouldMeasureAGridOverTheWholePhoto(
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 300) int height) {
    // Given: red says the column, green the row
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) (i % width * 255 / width);
      rgb[3 * i + 1] = (byte) (i / width * 255 / height);
    }
    // When
    float[] places = Places.of(new RgbImage(width, height, rgb));
    // Then
    int count = places.length / 3;
    assertThat(count).isLessThanOrEqualTo(Places.MOST + width + height);
    if (width * height <= Places.MOST) {
      assertThat(count).isEqualTo(width * height);
    }
    float right = 0;
    float lowest = 0;
    for (int i = 0; i < places.length; i += 3) {
      right = Math.max(right, places[i]);
      lowest = Math.max(lowest, places[i + 1]);
    }
    assertThat(right).isGreaterThanOrEqualTo((width - 6) / (float) width - 1 / 255f);
    assertThat(lowest).isGreaterThanOrEqualTo((height - 6) / (float) height - 1 / 255f);
  }

  private static float grey(double lightness) {
    double root = (lightness + 16) / 116;
    return encoded(lightness > 8 ? root * root * root : lightness * 27 / 24389);
  }

  private static float encoded(double light) {
    return (float) (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
  }
}
