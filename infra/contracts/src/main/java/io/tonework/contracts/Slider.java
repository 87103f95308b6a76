package io.tonework.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The 38 sliders of a plan, in the canonical order of every slider vector, with the names that
 * Lightroom's {@code crs:} namespace and VeraRetouch (arXiv 2604.27375) give them.
 *
 * <p>A slider goes from -100 to 100; 0 leaves the photo as it is.
 */
public enum Slider {
  EXPOSURE("Exposure2012", SliderGroup.LIGHT, "exposure"),
  CONTRAST("Contrast2012", SliderGroup.LIGHT, "contrast"),
  HIGHLIGHTS("Highlights2012", SliderGroup.LIGHT, "highlights"),
  SHADOWS("Shadows2012", SliderGroup.LIGHT, "shadows"),
  WHITES("Whites2012", SliderGroup.LIGHT, "whites"),
  BLACKS("Blacks2012", SliderGroup.LIGHT, "blacks"),
  PARAMETRIC_SHADOWS("ParametricShadows", SliderGroup.LIGHT, "curve shadows"),
  PARAMETRIC_DARKS("ParametricDarks", SliderGroup.LIGHT, "curve darks"),
  PARAMETRIC_LIGHTS("ParametricLights", SliderGroup.LIGHT, "curve lights"),
  PARAMETRIC_HIGHLIGHTS("ParametricHighlights", SliderGroup.LIGHT, "curve highlights"),
  TEMPERATURE("IncrementalTemperature", SliderGroup.GLOBAL_COLOUR, "temperature"),
  TINT("IncrementalTint", SliderGroup.GLOBAL_COLOUR, "tint"),
  VIBRANCE("Vibrance", SliderGroup.GLOBAL_COLOUR, "vibrance"),
  SATURATION("Saturation", SliderGroup.GLOBAL_COLOUR, "saturation"),
  HUE_RED("HueAdjustmentRed", SliderGroup.SPECIFIC_COLOUR, "red hue"),
  HUE_ORANGE("HueAdjustmentOrange", SliderGroup.SPECIFIC_COLOUR, "orange hue"),
  HUE_YELLOW("HueAdjustmentYellow", SliderGroup.SPECIFIC_COLOUR, "yellow hue"),
  HUE_GREEN("HueAdjustmentGreen", SliderGroup.SPECIFIC_COLOUR, "green hue"),
  HUE_AQUA("HueAdjustmentAqua", SliderGroup.SPECIFIC_COLOUR, "aqua hue"),
  HUE_BLUE("HueAdjustmentBlue", SliderGroup.SPECIFIC_COLOUR, "blue hue"),
  HUE_PURPLE("HueAdjustmentPurple", SliderGroup.SPECIFIC_COLOUR, "purple hue"),
  HUE_MAGENTA("HueAdjustmentMagenta", SliderGroup.SPECIFIC_COLOUR, "magenta hue"),
  SATURATION_RED("SaturationAdjustmentRed", SliderGroup.SPECIFIC_COLOUR, "red saturation"),
  SATURATION_ORANGE("SaturationAdjustmentOrange", SliderGroup.SPECIFIC_COLOUR, "orange saturation"),
  SATURATION_YELLOW("SaturationAdjustmentYellow", SliderGroup.SPECIFIC_COLOUR, "yellow saturation"),
  SATURATION_GREEN("SaturationAdjustmentGreen", SliderGroup.SPECIFIC_COLOUR, "green saturation"),
  SATURATION_AQUA("SaturationAdjustmentAqua", SliderGroup.SPECIFIC_COLOUR, "aqua saturation"),
  SATURATION_BLUE("SaturationAdjustmentBlue", SliderGroup.SPECIFIC_COLOUR, "blue saturation"),
  SATURATION_PURPLE("SaturationAdjustmentPurple", SliderGroup.SPECIFIC_COLOUR, "purple saturation"),
  SATURATION_MAGENTA(
      "SaturationAdjustmentMagenta", SliderGroup.SPECIFIC_COLOUR, "magenta saturation"),
  LUMINANCE_RED("LuminanceAdjustmentRed", SliderGroup.SPECIFIC_COLOUR, "red luminance"),
  LUMINANCE_ORANGE("LuminanceAdjustmentOrange", SliderGroup.SPECIFIC_COLOUR, "orange luminance"),
  LUMINANCE_YELLOW("LuminanceAdjustmentYellow", SliderGroup.SPECIFIC_COLOUR, "yellow luminance"),
  LUMINANCE_GREEN("LuminanceAdjustmentGreen", SliderGroup.SPECIFIC_COLOUR, "green luminance"),
  LUMINANCE_AQUA("LuminanceAdjustmentAqua", SliderGroup.SPECIFIC_COLOUR, "aqua luminance"),
  LUMINANCE_BLUE("LuminanceAdjustmentBlue", SliderGroup.SPECIFIC_COLOUR, "blue luminance"),
  LUMINANCE_PURPLE("LuminanceAdjustmentPurple", SliderGroup.SPECIFIC_COLOUR, "purple luminance"),
  LUMINANCE_MAGENTA("LuminanceAdjustmentMagenta", SliderGroup.SPECIFIC_COLOUR, "magenta luminance");

  /** How many sliders there are: the length of every slider vector. */
  public static final int COUNT = 38;

  private static final Map<String, Slider> BY_CRS_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Slider::crsName, Function.identity()));

  private final String crsName;
  private final SliderGroup group;
  private final String label;

  Slider(String crsName, SliderGroup group, String label) {
    this.crsName = crsName;
    this.group = group;
    this.label = label;
  }

  /** The name in slider files, requests and {@code crs:} metadata, such as {@code Exposure2012}. */
  public String crsName() {
    return crsName;
  }

  /** The latent that this slider belongs to. */
  public SliderGroup group() {
    return group;
  }

  /** The words for a sentence, such as {@code red saturation}. */
  public String label() {
    return label;
  }

  /** The slider of that {@code crs:} name, if there is one; names are case-sensitive. */
  public static Optional<Slider> byCrsName(String crsName) {
    return Optional.ofNullable(BY_CRS_NAME.get(crsName));
  }

  /** All names in canonical order. */
  public static List<String> crsNames() {
    return Arrays.stream(values()).map(Slider::crsName).toList();
  }
}
