package io.tonework.standalone.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a command from replacing what it reads, under whatever name: another spelling of the path,
 * a symbolic link or a hard link. Tell it every input first, then ask about every output before
 * anything is written. Thread-safe.
 */
public final class OutputGuard {
  private final Map<Object, Path> inputs = new HashMap<>();
  private final List<Path> inputFolders = new ArrayList<>();
  private final Set<Path> outputs = new HashSet<>();
  private final Set<Object> written = new HashSet<>();

  /** Notes a file that is read, or a folder of which all is read; null and missing ones are not. */
  public synchronized OutputGuard reads(@Nullable Path input) throws IOException {
    if (input != null && Files.isDirectory(input)) {
      inputFolders.add(input.toRealPath());
    } else if (input != null && Files.exists(input)) {
      inputs.putIfAbsent(identity(input), input);
    }
    return this;
  }

  /** Notes files that are read. */
  public OutputGuard reads(Collection<Path> files) throws IOException {
    for (Path file : files) {
      reads(file);
    }
    return this;
  }

  /**
   * Checks that this file may be written.
   *
   * @throws IllegalArgumentException when it is an input, or an output already
   */
  public synchronized void check(Path output) throws IOException {
    refuseInput(output, output);
    refuseInput(output, WholeFile.partOf(output));
    // on some file systems two names that differ in case alone are one file
    if (outputs.contains(place(output))
        || (!written.isEmpty() && Files.exists(output) && written.contains(identity(output)))) {
      throw new IllegalArgumentException(
          "'" + output + "' would be written twice; name another file for one of the two");
    }
  }

  /**
   * Checks an output and notes that it is written, which a file can be only once.
   *
   * @param output null for nothing
   * @throws IllegalArgumentException as {@link #check}
   */
  public synchronized OutputGuard writes(@Nullable Path output) throws IOException {
    if (output == null) {
      return this;
    }
    check(output);
    outputs.add(place(output));
    return this;
  }

  /**
   * Checks a report and notes that it is written. It replaces no file but an earlier report: a
   * shell may have put the name of a photo in the place of its own.
   *
   * @param report null for nothing
   * @throws IllegalArgumentException as {@link #check}, or when a file is there that is no JSON
   */
  public synchronized OutputGuard writesReport(@Nullable Path report) throws IOException {
    if (report == null) {
      return this;
    }
    check(report);
    if (Files.isRegularFile(report) && Files.size(report) > 0) {
      try (InputStream in = Files.newInputStream(report)) {
        if (in.read() != '{') {
          throw new IllegalArgumentException(
              "'" + report + "' is there already and is no report; name another file for it");
        }
      }
    }
    return writes(report);
  }

  /**
   * Checks an output and writes it, one at a time.
   *
   * @throws IllegalArgumentException as {@link #check}
   */
  public synchronized void write(Path output, byte[] bytes) throws IOException {
    writes(output);
    WholeFile.write(output, bytes);
    written.add(identity(output));
  }

  private void refuseInput(Path output, Path touched) throws IOException {
    // what is not there yet would lie in a folder that is, or should be one
    Path existing = touched.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      return;
    }
    Path input = inputs.get(identity(existing));
    if (input != null) {
      throw new IllegalArgumentException(
          "'%s' is read and would be replaced by '%s'; name another file".formatted(input, output));
    }
    Path real = existing.toRealPath();
    for (Path folder : inputFolders) {
      if (real.startsWith(folder)) {
        throw new IllegalArgumentException(
            "'%s' lies in '%s', which is read; name another file".formatted(output, folder));
      }
    }
  }

  /** The same for two names of one file. */
  private static Object identity(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    // a file system without keys has no hard links to speak of
    return key == null ? file.toRealPath() : key;
  }

  /** The entry of a folder that is written: a link is replaced and not followed. */
  static Path place(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      return absolute;
    }
    Path real = Files.exists(folder) ? folder.toRealPath() : place(folder);
    return real.resolve(absolute.getFileName()).normalize();
  }
}
