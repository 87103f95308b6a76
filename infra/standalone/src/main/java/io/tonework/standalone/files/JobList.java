package io.tonework.standalone.files;

import io.tonework.imaging.file.ImageSniffer;
import io.tonework.imaging.file.format.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the files and folders of a command line into jobs. */
final class JobList {
  private static final Map<String, ImageFormat> OTHER_ENDINGS =
      Map.of(
          ".jpeg", ImageFormat.JPEG,
          ".jpe", ImageFormat.JPEG,
          ".jfif", ImageFormat.JPEG,
          ".jif", ImageFormat.JPEG,
          ".tiff", ImageFormat.TIFF,
          ".heif", ImageFormat.HEIC,
          ".hif", ImageFormat.HEIC);

  private final Path out;
  private final List<Job> jobs = new ArrayList<>();
  private final List<PassedOver> passedOver = new ArrayList<>();
  private final Map<Path, Path> inputByOutput = new HashMap<>();

  private JobList(Path out) {
    this.out = out;
  }

  /**
   * The jobs of these inputs.
   *
   * @param inputs files, taken whatever they are; folders, searched for photographs to the bottom,
   *     whose structure is kept below {@code out}
   * @param out a folder; or a file, if there is one input file and the name ends like a photo's
   * @throws IllegalArgumentException when an input is missing, or two photos would get one name, or
   *     one would replace its original
   * @throws IOException when a folder cannot be read
   */
  static JobList of(List<Path> inputs, Path out) throws IOException {
    JobList list = new JobList(out);
    if (namesAFile(inputs, out)) {
      list.add(inputs.getFirst(), out);
      return list;
    }
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        list.addFolder(input);
      } else {
        list.add(input, out.resolve(input.getFileName()));
      }
    }
    return list;
  }

  /** The photos to retouch, in the order of the inputs. */
  List<Job> jobs() {
    return jobs;
  }

  /** What lies in the folders and is not among them. */
  List<PassedOver> passedOver() {
    return passedOver;
  }

  /** True when {@code out} is the finished photo itself and no folder. */
  static boolean namesAFile(List<Path> inputs, Path out) {
    String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
    return inputs.size() == 1
        && !Files.isDirectory(inputs.getFirst())
        && !Files.isDirectory(out)
        && formatOf(name) != null;
  }

  /** The accepted format whose files end like that name; null when there is none. */
  static @Nullable ImageFormat formatOf(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, ImageFormat> other : OTHER_ENDINGS.entrySet()) {
      if (name.endsWith(other.getKey())) {
        return other.getValue();
      }
    }
    return Arrays.stream(ImageFormat.values())
        .filter(format -> !format.isOptIn())
        .filter(format -> name.endsWith("." + format.extension()))
        .findFirst()
        .orElse(null);
  }

  private void addFolder(Path folder) throws IOException {
    FolderScan scan = FolderScan.of(folder, out);
    for (Path file : scan.photographs()) {
      add(file, out.resolve(folder.relativize(file)));
    }
    passedOver.addAll(scan.passedOver());
  }

  /** The format by the first bytes of the file; null when they are of none that is known. */
  static @Nullable ImageFormat sniffed(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ImageSniffer.sniff(in.readNBytes(ImageSniffer.HEAD_BYTES))
          .filter(ImageFormat.class::isInstance)
          .map(ImageFormat.class::cast)
          .orElse(null);
    }
  }

  private void add(Path input, Path output) {
    if (!Files.exists(input)) {
      throw new IllegalArgumentException("there is no file or folder '" + input + "'");
    }
    if (input.toAbsolutePath().normalize().equals(output.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "'" + input + "' would be replaced by its own result; name another folder with -o");
    }
    Path earlier = inputByOutput.putIfAbsent(output, input);
    if (earlier != null) {
      throw new IllegalArgumentException(
          "'"
              + earlier
              + "' and '"
              + input
              + "' would both become '"
              + output
              + "'; retouch them into folders of their own");
    }
    jobs.add(new Job(input, output));
  }
}
