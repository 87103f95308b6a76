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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the files and folders of a command line into jobs. */
final class JobList {
  private static final int HEAD_BYTES = 64;

  private final Path out;
  private final List<Job> jobs = new ArrayList<>();
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
  static List<Job> of(List<Path> inputs, Path out) throws IOException {
    JobList list = new JobList(out);
    if (namesAFile(inputs, out)) {
      list.add(inputs.getFirst(), out);
      return list.jobs;
    }
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        list.addFolder(input);
      } else {
        list.add(input, out.resolve(input.getFileName()));
      }
    }
    return list.jobs;
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
    if (name.endsWith(".jpeg")) {
      return ImageFormat.JPEG;
    }
    if (name.endsWith(".tiff")) {
      return ImageFormat.TIFF;
    }
    return Arrays.stream(ImageFormat.values())
        .filter(format -> !format.isOptIn())
        .filter(format -> name.endsWith("." + format.extension()))
        .findFirst()
        .orElse(null);
  }

  private void addFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.filter(this::isCandidate).sorted().toList();
    }
    for (Path file : files) {
      if (isPhotograph(file)) {
        add(file, out.resolve(folder.relativize(file).toString()));
      }
    }
  }

  /** Results of an earlier run are no inputs when they lie inside the folder. */
  private boolean isCandidate(Path file) {
    return Files.isRegularFile(file)
        && !file.getFileName().toString().startsWith(".")
        && !file.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize());
  }

  /** By its first bytes; or by its name, so that of a damaged photo is said that it is damaged. */
  private static boolean isPhotograph(Path file) throws IOException {
    if (formatOf(file.getFileName().toString()) != null) {
      return true;
    }
    ImageFormat sniffed = sniffed(file);
    return sniffed != null && !sniffed.isOptIn();
  }

  /** The format by the first bytes of the file; null when they are of none that is known. */
  static @Nullable ImageFormat sniffed(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ImageSniffer.sniff(in.readNBytes(HEAD_BYTES))
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
