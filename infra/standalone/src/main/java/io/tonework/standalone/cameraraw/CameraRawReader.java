package io.tonework.standalone.cameraraw;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads presets and sidecars of Lightroom and Camera Raw (XMP). Thread-safe. */
public final class CameraRawReader {
  /** The process of 2012 brought the sliders that are meant here; 6.7 is its number in files. */
  private static final double PROCESS_2012 = 6.7;

  private static final Set<String> SLIDERS_OF_2010 =
      Set.of("Exposure", "Brightness", "Contrast", "FillLight", "HighlightRecovery", "Shadows");
  private static final String UPDATE_IT =
      "; open it in Lightroom or Camera Raw, update it to the current process version and export it again";
  private static final int MAX_LISTED = 200;
  private static final int MAX_VALUE_CHARS = 60;

  private CameraRawReader() {}

  /** True when the bytes look like XML, which slider files in JSON never do. */
  public static boolean looksLikeXmp(byte[] file) {
    int at = file.length >= 3 && file[0] == (byte) 0xEF && file[1] == (byte) 0xBB ? 3 : 0;
    while (at < file.length && Character.isWhitespace(file[at])) {
      at++;
    }
    boolean utf16 =
        file.length >= 2
            && ((file[0] == (byte) 0xFE && file[1] == (byte) 0xFF)
                || (file[0] == (byte) 0xFF && file[1] == (byte) 0xFE));
    return utf16 || (at < file.length && file[at] == '<');
  }

  /**
   * Reads a preset or sidecar.
   *
   * @throws CameraRawSyntaxException when it is no XMP with {@code crs:} settings, is for a process
   *     before 2012, or gives a slider a value that it cannot have
   */
  public static CameraRawSettings read(byte[] file) {
    Map<String, CameraRawProperty> properties = CameraRawXml.read(file);
    if (properties.isEmpty()) {
      throw new CameraRawSyntaxException(
          "there are no Camera Raw settings (crs:) in the file; export a preset or a sidecar from Lightroom");
    }
    checkProcess(properties);
    IdleSettings idle = new IdleSettings(properties);
    Map<Slider, Double> values = new EnumMap<>(Slider.class);
    List<String> notCarried = new ArrayList<>();
    properties.forEach((name, property) -> {
      Slider slider = Slider.byCrsName(name).orElse(null);
      if (slider != null) {
        values.put(slider, value(slider, property, notCarried));
      } else if (!idle.isIdle(name, property)) {
        notCarried.add(describe(name, property));
      }
    });
    int more = notCarried.size() - MAX_LISTED;
    if (more > 0) {
      notCarried.subList(MAX_LISTED, notCarried.size()).clear();
      notCarried.add("and " + more + " more");
    }
    return new CameraRawSettings(Sliders.of(values), notCarried);
  }

  private static void checkProcess(Map<String, CameraRawProperty> properties) {
    CameraRawProperty version = properties.get("ProcessVersion");
    if (version != null) {
      double number = number("ProcessVersion", version.text());
      if (number < PROCESS_2012) {
        throw new CameraRawSyntaxException(
            "the preset is for process version %s (2010 or older), whose sliders are others%s"
                .formatted(shown(version.text()), UPDATE_IT));
      }
      return;
    }
    boolean any2012 = properties.keySet().stream().anyMatch(name -> name.endsWith("2012"));
    if (!any2012) {
      properties.keySet().stream()
          .filter(SLIDERS_OF_2010::contains)
          .findFirst()
          .ifPresent(name -> {
            throw new CameraRawSyntaxException(
                "the preset sets crs:%s, a slider of process version 2010 or older%s"
                    .formatted(name, UPDATE_IT));
          });
    }
  }

  private static double value(Slider slider, CameraRawProperty property, List<String> notCarried) {
    double setting = number(slider.crsName(), property.text());
    double lightroomsEnd = slider == Slider.EXPOSURE ? CameraRawScale.MAX_STOPS : Sliders.LIMIT;
    if (Math.abs(setting) > lightroomsEnd) {
      throw new CameraRawSyntaxException(
          "crs:%s must be from -%s to %s, not %s"
              .formatted(
                  slider.crsName(),
                  (int) lightroomsEnd,
                  (int) lightroomsEnd,
                  shown(property.text())));
    }
    double value = CameraRawScale.toSlider(slider, setting);
    double held = Math.clamp(value, -Sliders.LIMIT, Sliders.LIMIT);
    if (held != value) {
      notCarried.add(
          "%s = %s (limited to %s stops)"
              .formatted(
                  slider.crsName(),
                  shown(property.text()),
                  CameraRawScale.toSetting(slider, held)));
    }
    return held;
  }

  private static double number(String name, String text) {
    try {
      // a plain decimal number: Java's hexadecimal and suffixed forms are none here
      if (text.matches("[+-]?[0-9]{1,9}(?:\\.[0-9]{0,9})?")) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      throw new IllegalStateException("a decimal number was not read", e);
    }
    throw new CameraRawSyntaxException(
        "crs:%s must be a number, not '%s'".formatted(name, shown(text)));
  }

  private static String describe(String name, CameraRawProperty property) {
    String why =
        switch (name) {
          case "Temperature", "Tint" ->
              " (absolute white balance needs the raw file; IncrementalTemperature and IncrementalTint are read)";
          default -> "";
        };
    return (property.structured() ? name : name + " = " + shown(property.text())) + why;
  }

  private static String shown(String value) {
    String clean = value.replaceAll("\\p{Cntrl}", " ");
    return clean.length() > MAX_VALUE_CHARS ? clean.substring(0, MAX_VALUE_CHARS) + "..." : clean;
  }
}
