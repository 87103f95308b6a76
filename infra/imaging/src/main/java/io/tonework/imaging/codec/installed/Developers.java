package io.tonework.imaging.codec.installed;

import io.tonework.imaging.codec.develop.Developer;
import io.tonework.imaging.codec.develop.RawDeveloper;
import io.tonework.imaging.codec.vips.JxlDeveloper;
import io.tonework.imaging.file.format.ImageFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What reads the opt-in formats on this machine. */
public final class Developers {
  private static final Map<ImageFormat, OptIn> OPT_IN =
      Map.of(
          ImageFormat.JXL,
          new OptIn(
              JxlDeveloper::open,
              "jxl needs libvips with its JPEG XL module: " + JxlDeveloper.REMEDY),
          ImageFormat.RAW,
          new OptIn(
              RawDeveloper::find,
              "raw needs dcraw_emu and raw-identify, or dcraw: " + RawDeveloper.REMEDY));

  private Developers() {}

  /**
   * What reads one format.
   *
   * @param open empty if the machine lacks what it needs
   * @param remedy what a machine needs for it
   */
  private record OptIn(Supplier<Optional<Developer>> open, String remedy) {}

  /** The developer of a format; empty if the machine lacks what it needs. */
  public static Optional<Developer> of(ImageFormat format) {
    return Optional.ofNullable(OPT_IN.get(format)).flatMap(optIn -> optIn.open.get());
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
    OptIn optIn = OPT_IN.get(format);
    return optIn == null ? "only jxl and raw can be switched on" : optIn.remedy;
  }
}
