package io.tonework.imaging.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tonework.imaging.colour.Cielab;
import io.tonework.imaging.pixels.RgbImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureDifferenceTest {
  /** Pairs of the table that Sharma, Wu and Dalal published to test implementations with. */
  @ParameterizedTest
  @CsvSource({
    "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
    "50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615",
    "50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000",
    "50, 0, 0, 50, -1, 2, 2.3669",
    "50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792",
    "50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195",
    "50, 2.5, 0, 73, 25, -18, 27.1492",
    "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
    "22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373",
    "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
  })
  void shouldGiveThePublishedColourDifference(
      double l1, double a1, double b1, double l2, double a2, double b2, double expected) {
    // Given
    double[] one = {l1, a1, b1};
    double[] other = {l2, a2, b2};

    // When / Then: the table has four decimals
    assertThat(Cielab.deltaE2000(one, other, 0)).isCloseTo(expected, within(5e-5));
    assertThat(Cielab.deltaE2000(other, one, 0)).isCloseTo(expected, within(5e-5));
  }

  @Test
  void shouldFindNothingWhenThePicturesAreEqual() {
    // Given
    RgbImage image = noise(64, 40, 1);

    // When
    PictureDifference difference = PictureDifference.of(image, image);

    // Then
    assertThat(difference).isEqualTo(new PictureDifference(null, 1.0, 0, 0, 0, 0, 0));
  }

  @Test
  void shouldFindTheOnePixelThatDiffers() {
    // Given: 40 levels of green in one of 2,560 pixels
    RgbImage one = flat(64, 40, 128);
    RgbImage other = flat(64, 40, 128);
    other.rgb()[(20 * 64 + 30) * 3 + 1] = (byte) 168;

    // When
    PictureDifference difference = PictureDifference.of(one, other);

    // Then: 10 log10(255^2 * 7680 / 40^2)
    assertThat(difference.psnrDb()).isCloseTo(54.943, within(1e-3));
    assertThat(difference.largestChannelDifference()).isEqualTo(40);
    assertThat(difference.differentPixels()).isEqualTo(1.0 / 2560);
    assertThat(difference.deltaE2000P95()).isLessThanOrEqualTo(0.01);
    assertThat(difference.deltaE2000Max()).isGreaterThan(10);
    assertThat(difference.deltaE2000Mean())
        .isCloseTo(difference.deltaE2000Max() / 2560, within(1e-9));
    assertThat(difference.ssim()).isBetween(0.9, 0.9999);
  }

  @Test
  void shouldGiveTheClosedFormOfSsimWhenBothPicturesAreFlat() {
    // Given
    RgbImage one = flat(32, 32, 100);
    RgbImage other = flat(32, 32, 150);

    // When
    PictureDifference difference = PictureDifference.of(one, other);

    // Then: no variance, so only the means count
    double c1 = 0.01 * 255 * 0.01 * 255;
    assertThat(difference.ssim())
        .isCloseTo((2 * 100 * 150 + c1) / (100 * 100 + 150 * 150 + c1), within(1e-3));
    assertThat(difference.psnrDb()).isCloseTo(20 * Math.log10(255 / 50.0), within(1e-9));
  }

  @Test
  void shouldLeaveSsimOutWhenThePictureIsSmallerThanItsWindow() {
    assertThat(PictureDifference.of(flat(10, 30, 1), flat(10, 30, 2)).ssim()).isNull();
  }

  @Test
  void shouldRefuseWhenTheSizesDiffer() {
    assertThatThrownBy(() -> PictureDifference.of(flat(10, 30, 1), flat(30, 10, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 x 30 and 30 x 10");
  }

  @Test
  void shouldKeepASinglePixelVisibleWhenTheMapIsSmall() {
    // Given: one pixel of 3,000 x 2,000 differs
    RgbImage one = flat(3000, 2000, 128);
    RgbImage other = flat(3000, 2000, 128);
    other.rgb()[(1000 * 3000 + 1500) * 3] = 0;
    ComparisonSheet.Options options =
        new ComparisonSheet.Options(300, false, DifferenceKind.ABSOLUTE, 32.0);

    // When
    ComparisonSheet.Sheet sheet = ComparisonSheet.of(one, "a", other, "b", options);

    // Then: three panels of 300 x 200; the map is the last
    assertThat(sheet.image().getWidth()).isEqualTo(12 + 3 * 312);
    int left = sheet.image().getWidth() - 312;
    assertThat(sheet.image().getRGB(left + 150, 34 + 100) & 0xFFFFFF).isEqualTo(0xFFFFD2);
    assertThat(sheet.image().getRGB(left + 20, 34 + 20) & 0xFFFFFF).isZero();
    assertThat(sheet.difference().largestChannelDifference()).isEqualTo(128);
  }

  private static RgbImage flat(int width, int height, int level) {
    byte[] rgb = new byte[width * height * 3];
    java.util.Arrays.fill(rgb, (byte) level);
    return new RgbImage(width, height, rgb);
  }

  private static RgbImage noise(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * 3];
    new Random(seed).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }
}
