package io.tonework.models.language;

import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Sliders in the words that language models of this family learned: a Python dictionary by group,
 * all 38 named, value / 100 to three places.
 */
final class SliderWords {
  private SliderWords() {}

  static String of(Sliders sliders) {
    return Arrays.stream(SliderGroup.values())
        .map(group -> "'" + title(group) + "': " + group(sliders, group))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String title(SliderGroup group) {
    return switch (group) {
      case LIGHT -> "Light Adjustment";
      case GLOBAL_COLOUR -> "Color and Temperature Adjustment";
      case SPECIFIC_COLOUR -> "Specific Color Adjustment";
    };
  }

  private static String group(Sliders sliders, SliderGroup group) {
    return Arrays.stream(Slider.values())
        .filter(slider -> slider.group() == group)
        .map(slider -> "'" + slider.crsName() + "': " + value(sliders.get(slider) / 100))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(double normalised) {
    // no minus before a zero
    return Double.toString(
        new BigDecimal(normalised).setScale(3, RoundingMode.HALF_EVEN).doubleValue() + 0.0);
  }
}
