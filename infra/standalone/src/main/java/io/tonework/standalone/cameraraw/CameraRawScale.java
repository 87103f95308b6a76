package io.tonework.standalone.cameraraw;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a slider is measured in {@code crs:} settings. Exposure is in stops, with two decimals; all
 * others go from -100 to 100 in whole steps.
 */
public final class CameraRawScale {
  /**
   * Stops of exposure at slider value 100: the exposure operator that the renderer was trained on
   * multiplies light by 2^2.5 there.
   */
  public static final double EXPOSURE_STOPS = 2.5;

  /** Stops of exposure that Lightroom's slider ends at. */
  static final double MAX_STOPS = 5;

  private CameraRawScale() {}

  /** The value of a slider, -100..100, for a number of a preset; may lie beyond for exposure. */
  static double toSlider(Slider slider, double setting) {
    // a hundredth of a stop is 0.4 of a unit; rounding takes the binary dust away
    return slider == Slider.EXPOSURE
        ? Math.round(setting / EXPOSURE_STOPS * Sliders.LIMIT * 1e6) / 1e6
        : setting;
  }

  /** The text of a preset for a slider's value, rounded to what Lightroom stores. */
  static String toSetting(Slider slider, double value) {
    if (slider == Slider.EXPOSURE) {
      long hundredths = Math.round(value / Sliders.LIMIT * EXPOSURE_STOPS * 100);
      return hundredths == 0 ? "0.00" : String.format(Locale.ROOT, "%+.2f", hundredths / 100.0);
    }
    long rounded = Math.round(value);
    return rounded == 0 ? "0" : String.format(Locale.ROOT, "%+d", rounded);
  }

  /** The nearest sliders that a preset can hold. */
  public static Sliders rounded(Sliders sliders) {
    Map<Slider, Double> rounded = new EnumMap<>(Slider.class);
    sliders
        .moved()
        .forEach((slider, value) ->
            rounded.put(slider, toSlider(slider, Double.parseDouble(toSetting(slider, value)))));
    return Sliders.of(rounded);
  }
}
