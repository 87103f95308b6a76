package io.tonework.imaging.codec.installed;

import io.tonework.imaging.codec.develop.Developer;
import io.tonework.imaging.codec.develop.RawDeveloper;
import io.tonework.imaging.codec.vips.JxlDeveloper;
import io.tonework.imaging.file.format.ImageFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What reads the opt-in formats on this machine. */
public final class Developers {
  private Developers() {}

  /** The developer of a format; empty if the machine lacks what it needs. */
  public static Optional<Developer> of(ImageFormat format) {
    return switch (format) {
      case JXL -> JxlDeveloper.open();
      case RAW -> RawDeveloper.find();
      default -> Optional.empty();
    };
  }

  /**
   * Those of the formats.
   *
   * @throws IllegalStateException if one is missing, saying what mends it
   */
  public static Set<Developer> of(Set<ImageFormat> formats) {
    return formats.stream()
        .map(format -> of(format).orElseThrow(() -> new IllegalStateException(missing(format))))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What to say where a format is switched on and cannot be read. */
  public static String missing(ImageFormat format) {
    return "tonework.imaging.formats names %s, which this machine cannot read; %s"
        .formatted(format.extension(), remedy(format));
  }

  /** What a machine needs to read a format. */
  public static String remedy(ImageFormat format) {
    return switch (format) {
      case JXL -> "jxl needs libvips with its JPEG XL module: " + JxlDeveloper.REMEDY;
      case RAW -> "raw needs dcraw_emu and raw-identify, or dcraw: " + RawDeveloper.REMEDY;
      default -> "only jxl and raw can be switched on";
    };
  }
}
