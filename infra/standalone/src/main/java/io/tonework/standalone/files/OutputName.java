package io.tonework.standalone.files;

import io.tonework.contracts.OutputFormat;
import io.tonework.imaging.file.format.ImageFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names of output files. */
final class OutputName {
  private OutputName() {}

  /**
   * The name as wanted; with another extension only where it would lie about the format.
   *
   * @param wanted such as {@code out/a.JPG}
   * @param extension of the format that was written, such as {@code jpg}
   */
  static Path of(Path wanted, String extension) {
    ImageFormat named = JobList.formatOf(wanted.getFileName().toString());
    return named != null && named.extension().equals(extension)
        ? wanted
        : beside(wanted, extension);
  }

  /**
   * Where the finished photo of a job can come to lie: its extension follows from the format, which
   * for some originals only the codec decides.
   */
  static Set<Path> possible(Job job, OutputFormat format) {
    if (format != OutputFormat.ORIGINAL) {
      return Set.of(of(job.output(), ImageFormat.valueOf(format.name()).extension()));
    }
    Set<Path> names = new LinkedHashSet<>();
    // what cannot be written in its own format becomes a JPEG
    names.add(of(job.output(), ImageFormat.JPEG.extension()));
    try {
      ImageFormat sniffed = JobList.sniffed(job.input());
      if (sniffed != null) {
        names.add(of(job.output(), sniffed.extension()));
      }
    } catch (IOException e) {
      // of an original that cannot be read nothing is written; its report says why
    }
    return names;
  }

  /** The same name with that extension instead of its own. */
  static Path beside(Path file, String extension) {
    return FileName.sibling(
        file,
        name -> {
          int dot = name.lastIndexOf('.');
          return (dot > 0 ? name.substring(0, dot) : name) + "." + extension;
        });
  }
}
