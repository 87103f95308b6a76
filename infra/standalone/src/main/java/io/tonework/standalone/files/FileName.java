package io.tonework.standalone.files;

import io.tonework.service.OneLine;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Names of files as text and back, whatever bytes they have. A path whose name is no UTF-8 stands
 * as its {@code file:} URI, {@code file:///photos/caf%E9.jpg}, in reports and on the terminal, and
 * may be given to a command like that; no path is written so otherwise.
 */
public final class FileName {
  private static final String URI_START = "file:///";
  private static final int MAX_NAME_BYTES = 255;

  private FileName() {}

  /** The path for a report. */
  public static String text(Path path) {
    return isText(path) ? path.toString() : path.toUri().toString();
  }

  /** The path for a terminal: one line, whatever is in its name. */
  public static String shown(Path path) {
    return OneLine.escape(text(path));
  }

  /**
   * The path that a person or {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Path of(String text) {
    return text.startsWith(URI_START) ? Path.of(URI.create(text)) : Path.of(text);
  }

  private static boolean isText(Path path) {
    try {
      return Path.of(path.toString()).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * A file beside another one.
   *
   * @param change makes its name of the other's, in which what is no plain ASCII is
   *     percent-encoded, byte by byte
   */
  static Path sibling(Path file, UnaryOperator<String> change) {
    String path = file.toAbsolutePath().toUri().getRawPath();
    String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return file.resolveSibling(Path.of(URI.create(URI_START + change.apply(name))).getFileName());
  }

  /** True when a folder can hold a file of that name; percent-encoded. */
  static boolean fits(String encoded) {
    return encoded.replaceAll("%..", "x").length() <= MAX_NAME_BYTES;
  }
}
