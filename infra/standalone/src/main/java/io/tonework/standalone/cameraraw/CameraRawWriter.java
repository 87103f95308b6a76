package io.tonework.standalone.cameraraw;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes presets that Lightroom and Camera Raw import (XMP). Thread-safe. */
public final class CameraRawWriter {
  /** The process that these sliders belong to; every version since Lightroom 8 (2018) reads it. */
  private static final String PROCESS_VERSION = "11.0";

  private static final List<String> SUPPORTED =
      List.of(
          "SupportsColor",
          "SupportsHighDynamicRange",
          "SupportsNormalDynamicRange",
          "SupportsSceneReferred",
          "SupportsOutputReferred");

  private CameraRawWriter() {}

  /**
   * Writes the sliders, all 38 of them, as a preset that is a valid sidecar too.
   *
   * @param sliders rounded to what Lightroom stores, see {@link CameraRawScale#rounded}
   * @param name what Lightroom lists it under
   * @param description what it is; null for none
   * @return UTF-8; the same bytes for the same arguments
   */
  public static byte[] write(Sliders sliders, String name, @Nullable String description) {
    StringBuilder xmp = new StringBuilder(4_096);
    xmp.append("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\" x:xmptk=\"Tonework\">\n")
        .append(" <rdf:RDF xmlns:rdf=\"%s\">\n".formatted(CameraRawXml.RDF))
        .append("  <rdf:Description rdf:about=\"\"\n")
        .append("   xmlns:crs=\"%s\"".formatted(CameraRawXml.CRS));
    attribute(xmp, "PresetType", "Normal");
    attribute(xmp, "UUID", uuid(name + sliders));
    SUPPORTED.forEach(support -> attribute(xmp, support, "True"));
    attribute(xmp, "SupportsAmount", "False");
    attribute(xmp, "SupportsMonochrome", "False");
    attribute(xmp, "Version", "15.0");
    attribute(xmp, "ProcessVersion", PROCESS_VERSION);
    attribute(xmp, "WhiteBalance", "Custom");
    for (Slider slider : Slider.values()) {
      attribute(xmp, slider.crsName(), CameraRawScale.toSetting(slider, sliders.get(slider)));
    }
    attribute(xmp, "HasSettings", "True");
    attribute(xmp, "AlreadyApplied", "False");
    xmp.append(">\n");
    alternative(xmp, "Name", name);
    alternative(xmp, "Group", "Tonework");
    if (description != null) {
      alternative(xmp, "Description", description);
    }
    xmp.append("  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n");
    return xmp.toString().getBytes(UTF_8);
  }

  /** Lightroom knows a preset by this; the same preset gets the same, so it is imported once. */
  private static String uuid(String content) {
    return UUID.nameUUIDFromBytes(content.getBytes(UTF_8))
        .toString()
        .replace("-", "")
        .toUpperCase(Locale.ROOT);
  }

  private static void attribute(StringBuilder xmp, String name, String value) {
    xmp.append("\n   crs:%s=\"%s\"".formatted(name, value));
  }

  private static void alternative(StringBuilder xmp, String name, String text) {
    xmp.append("   <crs:%s>\n    <rdf:Alt>\n".formatted(name))
        .append("     <rdf:li xml:lang=\"x-default\">%s</rdf:li>\n".formatted(escaped(text)))
        .append("    </rdf:Alt>\n   </crs:%s>\n".formatted(name));
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
