package io.tonework.imaging.codec.develop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.file.UndevelopedFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Develops camera raw files with LibRaw's {@code dcraw_emu}, else with {@code dcraw}: the camera's
 * white balance, no automatic brightening, 16 bits in ProPhoto RGB, upright. The metadata of the
 * raw file goes along where it is TIFF by its structure.
 */
public final class RawDeveloper implements Developer {
  /** What mends a machine that has neither program. */
  public static final String REMEDY = "apt-get install libraw-bin   (macOS: brew install libraw)";

  /** ProPhoto RGB with its own pure power curve, so that the profile tells the curve exactly. */
  private static final List<String> DEVELOP =
      List.of("-w", "-W", "-6", "-T", "-o", "4", "-g", "1.8", "0");

  private static final int BYTES_PER_PIXEL = 6;
  private static final long MAX_REPORT_BYTES = 1 << 20;
  private static final Pattern FULL = size("Full size");
  private static final Pattern IMAGE = size("Image size");
  private static final Pattern OUTPUT = size("Output size");

  private final ExternalTool develop;
  private final ExternalTool identify;
  private final List<String> toStdout;

  private RawDeveloper(ExternalTool develop, ExternalTool identify, List<String> toStdout) {
    this.develop = develop;
    this.identify = identify;
    this.toStdout = toStdout;
  }

  /** With the programs of this machine; empty if there are none. */
  public static Optional<Developer> find() {
    Optional<ExternalTool> dcrawEmu = ExternalTool.find("dcraw_emu");
    Optional<ExternalTool> rawIdentify = ExternalTool.find("raw-identify");
    if (dcrawEmu.isPresent() && rawIdentify.isPresent()) {
      return Optional.of(new RawDeveloper(dcrawEmu.get(), rawIdentify.get(), List.of("-Z", "-")));
    }
    return ExternalTool.find("dcraw").map(dcraw -> new RawDeveloper(dcraw, dcraw, List.of("-c")));
  }

  private static Pattern size(String name) {
    return Pattern.compile("(?m)^" + name + ":\\s*(\\d{1,9}) x (\\d{1,9})");
  }

  @Override
  public ImageFormat format() {
    return ImageFormat.RAW;
  }

  @Override
  public String name() {
    return develop.name();
  }

  @Override
  public ImageInfo measure(UndevelopedFile file) {
    return in(folder -> {
      Path raw = Files.write(folder.resolve("photo.raw"), file.bytes());
      return measure(folder, raw);
    });
  }

  private ImageInfo measure(Path folder, Path raw) throws IOException {
    Path report = folder.resolve("report");
    List<String> arguments = new ArrayList<>(identify.equals(develop) ? List.of("-i") : List.of());
    arguments.addAll(List.of("-v", raw.toString()));
    String errors = identify.run(folder, report, MAX_REPORT_BYTES, arguments);
    String text = Files.readString(report, UTF_8) + errors;
    // the sensor with its margins is what has to be held
    ImageInfo largest = null;
    for (Pattern pattern : List.of(OUTPUT, IMAGE, FULL)) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        ImageInfo info =
            info(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        largest = largest == null || info.pixels() > largest.pixels() ? info : largest;
      }
    }
    if (largest == null || largest.pixels() == 0) {
      throw new CorruptImage("no raw picture of a camera that " + identify.name() + " knows");
    }
    return largest;
  }

  private static ImageInfo info(int width, int height) {
    return new ImageInfo(ImageFormat.RAW, width, height, 3, 16, 1, false, 1);
  }

  @Override
  public Developed develop(UndevelopedFile file, ImageLimits limits) {
    return in(folder -> {
      Path raw = Files.write(folder.resolve("photo.raw"), file.bytes());
      ImageInfo info = measure(folder, raw);
      if (info.pixels() * BYTES_PER_PIXEL > limits.maxBytes()) {
        throw new TooManyPixels(
            "a raw picture of %d x %d pixels; the limit of raw pictures is %d pixels"
                .formatted(info.width(), info.height(), limits.maxBytes() / BYTES_PER_PIXEL));
      }
      Path tiff = folder.resolve("photo.tif");
      List<String> arguments = new ArrayList<>(DEVELOP);
      arguments.addAll(toStdout);
      arguments.add(raw.toString());
      String errors = develop.run(folder, tiff, limits.maxBytes(), arguments);
      byte[] developed = Files.readAllBytes(tiff);
      if (developed.length == 0) {
        throw new CorruptImage("the raw file cannot be developed: " + errors.strip());
      }
      return Developed.of(file, developed);
    });
  }

  /** Something that is done with files. */
  private interface InFolder<T> {
    T run(Path folder) throws IOException;
  }

  private static <T> T in(InFolder<T> work) {
    try {
      Path folder = Files.createTempDirectory("raw-");
      try {
        return work.run(folder);
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(RawDeveloper::delete);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("raw files cannot be written to disk: " + e.getMessage(), e);
    }
  }

  private static void delete(java.io.File file) {
    if (!file.delete()) {
      file.deleteOnExit();
    }
  }
}
