package io.tonework.standalone.doctor;

import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.Isolation;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.installed.Developers;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Examines what photos go through: the codec. */
final class Parts {
  private static final String GET_VIPS =
      "apt-get install --no-install-recommends libvips42   (macOS: brew install vips)";

  private static final List<ImageFormat> OPT_IN = List.of(ImageFormat.JXL, ImageFormat.RAW);

  private Parts() {}

  static Finding codec() {
    ImageCodec codec = ImageCodecs.best();
    String formats =
        Arrays.stream(ImageFormat.values())
            .filter(codec::canDecode)
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
    String detail = codec.name() + ": " + formats;
    return codec.name().startsWith("libvips")
        ? Finding.good("codec", detail)
        : Finding.lacking(
            "codec", detail + "; libvips is not here, it is faster and reads more", GET_VIPS);
  }

  /** Starts a codec process, as the services do for every photo unless told otherwise. */
  static Finding isolation() {
    long before = System.nanoTime();
    try (ImageCodec codec = ImageCodecs.open(Isolation.PROCESS, 1, ImageLimits.DEFAULT)) {
      long millis = (System.nanoTime() - before) / 1_000_000;
      return Finding.good(
          "crashes",
          "services decode with %s, up in %d ms; retouch and render, in this one"
              .formatted(codec.name(), millis));
    } catch (RuntimeException e) {
      return Finding.broken(
          "crashes",
          String.valueOf(e.getMessage()),
          "allow the services to start processes, or let a crash of the codec stop a worker:"
              + " tonework.planner.isolation=none, tonework.render.isolation=none");
    }
  }

  /** Opt-in formats: which an operator could switch on. */
  static Finding optIn() {
    String here =
        OPT_IN.stream()
            .filter(format -> Developers.of(format).isPresent())
            .map(ImageFormat::extension)
            .collect(Collectors.joining(","));
    String missing =
        OPT_IN.stream()
            .filter(format -> Developers.of(format).isEmpty())
            .map(Developers::remedy)
            .collect(Collectors.joining("; "));
    return Finding.good(
        "opt-in",
        (here.isEmpty() ? "none" : "tonework.imaging.formats=" + here + " would work, if wanted")
            + (missing.isEmpty() ? "" : "; not here: " + missing));
  }
}
