package io.tonework.standalone.files;

import io.tonework.imaging.file.format.ImageFormat;
import java.nio.file.Path;

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

  /** The same name with that extension instead of its own. */
  static Path beside(Path file, String extension) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "." + extension);
  }
}
