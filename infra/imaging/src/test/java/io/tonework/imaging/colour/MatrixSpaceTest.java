package io.tonework.imaging.colour;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import org.junit.jupiter.api.Test;

/** Which spaces take a map as it is. */
class MatrixSpaceTest {
  @Test
  void shouldCountAsSrgbWhenProfileIsTheOneOfTheJdk() {
    // Given: a sampled curve, and primaries that differ from the standard's in the fourth place
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    RgbSpace space = IccProfile.parse(profile).rgb().orElseThrow();

    assertThat(space.isSrgb()).isTrue();
  }

  @Test
  void shouldNotCountAsSrgbWhenOnlyTheCurveDiffers() {
    ToneCurve power = ToneCurve.gamma(2.2);

    var space = new MatrixSpace(MatrixSpace.SRGB_TO_XYZ, power, power, power);

    assertThat(space.isSrgb()).isFalse();
  }

  @Test
  void shouldNotCountAsSrgbWhenOnlyThePrimariesDiffer() {
    ToneCurve curve = ToneCurve.SRGB;

    var space = new MatrixSpace(MatrixSpace.ADOBE_TO_XYZ, curve, curve, curve);

    assertThat(space.isSrgb()).isFalse();
  }

  @Test
  void shouldNotCountAsSrgbWhenABlackIsLifted() {
    // Given: sRGB over a black of one and a half levels, which a dark photo would show
    double[] samples = new double[1024];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.0005 + 0.9995 * ToneCurve.SRGB.toLinear(i / 1023.0);
    }
    ToneCurve lifted = new ToneCurve.Sampled(samples);

    var space = new MatrixSpace(MatrixSpace.SRGB_TO_XYZ, lifted, lifted, lifted);

    assertThat(space.isSrgb()).isFalse();
  }
}
