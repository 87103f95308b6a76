package io.tonework.standalone.cameraraw;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which settings of a file do nothing to the picture: the book-keeping of presets, settings
 * at rest, and those that only shape another setting which is at rest.
 */
final class IdleSettings {
  private static final Set<String> BOOK_KEEPING =
      Set.of(
          "Version",
          "ProcessVersion",
          "CompatibleVersion",
          "PresetType",
          "Cluster",
          "UUID",
          "SupportsAmount",
          "SupportsAmount2",
          "SupportsColor",
          "SupportsMonochrome",
          "SupportsHighDynamicRange",
          "SupportsNormalDynamicRange",
          "SupportsSceneReferred",
          "SupportsOutputReferred",
          "RequiresRGBTables",
          "CameraModelRestriction",
          "Copyright",
          "ContactInfo",
          "Name",
          "ShortName",
          "SortName",
          "Group",
          "Description",
          "HasSettings",
          "AlreadyApplied",
          "RawFileName",
          "WhiteBalance",
          "CameraProfileDigest",
          "ToneCurveName",
          "LensProfileDigest",
          "LensProfileFilename",
          "LensProfileName",
          "LensProfileIsEmbedded",
          "LensProfileMatchKeyExifMake",
          "LensProfileMatchKeyExifModel",
          "ShowInPresets",
          "ShowInQuickActions",
          "ColorGradeBlending",
          "GrainSeed",
          "CropConstrainToUnitSquare",
          "DefaultAutoGray",
          "DefaultAutoTone",
          "DefaultsSpecificToSerial",
          "DefaultsSpecificToISO");

  private static final Map<String, String> AT_REST =
      Map.ofEntries(
          Map.entry("ToneCurveName2012", "Linear"),
          Map.entry("ParametricShadowSplit", "25"),
          Map.entry("ParametricMidtoneSplit", "50"),
          Map.entry("ParametricHighlightSplit", "75"),
          Map.entry("CurveRefineSaturation", "100"),
          Map.entry("PerspectiveScale", "100"),
          Map.entry("LensProfileSetup", "LensDefaults"),
          Map.entry("CameraProfile", "Embedded"),
          Map.entry("CropRight", "1"),
          Map.entry("CropBottom", "1"));

  /** What a setting shapes, by the beginning of its name. */
  private static final Map<String, String> SHAPES =
      Map.ofEntries(
          Map.entry("Grain", "GrainAmount"),
          Map.entry("Sharpen", "Sharpness"),
          Map.entry("LuminanceNoiseReduction", "LuminanceSmoothing"),
          Map.entry("ColorNoiseReduction", "ColorNoiseReduction"),
          Map.entry("DefringePurple", "DefringePurpleAmount"),
          Map.entry("DefringeGreen", "DefringeGreenAmount"),
          Map.entry("PostCropVignette", "PostCropVignetteAmount"),
          Map.entry("Vignette", "VignetteAmount"),
          Map.entry("SplitToningShadow", "SplitToningShadowSaturation"),
          Map.entry("SplitToningHighlight", "SplitToningHighlightSaturation"),
          Map.entry("ColorGradeMidtoneHue", "ColorGradeMidtoneSat"),
          Map.entry("ColorGradeShadowHue", "ColorGradeShadowSat"),
          Map.entry("ColorGradeHighlightHue", "ColorGradeHighlightSat"),
          Map.entry("ColorGradeGlobalHue", "ColorGradeGlobalSat"),
          Map.entry("LensProfile", "LensProfileEnable"),
          Map.entry("Crop", "HasCrop"));

  private static final List<String> STRAIGHT_CURVE = List.of("0, 0", "255, 255");

  private final Map<String, CameraRawProperty> all;

  IdleSettings(Map<String, CameraRawProperty> all) {
    this.all = all;
  }

  /** True when leaving the setting out changes nothing. */
  boolean isIdle(String name, CameraRawProperty property) {
    return BOOK_KEEPING.contains(name) || isAtRest(name, property) || onlyShapes(name);
  }

  private boolean onlyShapes(String name) {
    return SHAPES.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey()) && !name.equals(entry.getValue()))
        .anyMatch(entry -> {
          CameraRawProperty shaped = all.get(entry.getValue());
          return shaped == null || isAtRest(entry.getValue(), shaped);
        });
  }

  private static boolean isAtRest(String name, CameraRawProperty property) {
    if (property.structured()) {
      return property.isEmpty()
          || (name.startsWith("ToneCurve") && property.items().equals(STRAIGHT_CURVE));
    }
    String value = property.text();
    String rest = AT_REST.getOrDefault(name, "0");
    boolean idleFlag = value.equalsIgnoreCase(name.startsWith("Enable") ? "true" : "false");
    return value.isEmpty() || value.equals(rest) || idleFlag || isSameNumber(value, rest);
  }

  private static boolean isSameNumber(String value, String rest) {
    try {
      return Double.parseDouble(value) == Double.parseDouble(rest);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
