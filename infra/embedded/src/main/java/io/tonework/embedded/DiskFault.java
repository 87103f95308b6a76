package io.tonework.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in plain words what is wrong with a folder, and what to do about it. */
public final class DiskFault {
  // what the systems say, in the C locale and in Java's own words
  private static final List<String> FULL =
      List.of("no space left", "disk quota exceeded", "not enough space");
  private static final long MIB = 1 << 20;

  private DiskFault() {}

  /**
   * Why nothing can be written there; empty when the fault is of another kind.
   *
   * @param folder what was written to, or something in it
   * @param fault what it ended in
   */
  public static Optional<String> words(Path folder, Throwable fault) {
    Optional<String> full = full(folder, fault);
    if (full.isPresent()) {
      return full;
    }
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      String message = said(cause);
      if (cause instanceof ReadOnlyFileSystemException
          || message.contains("read-only file system")) {
        return Optional.of(
            "the disk of " + folder + " can only be read: choose a folder that can be written");
      }
      if (cause instanceof AccessDeniedException) {
        return Optional.of(
            folder
                + " may not be written by "
                + System.getProperty("user.name")
                + ": choose a folder of your own, or have its owner let you");
      }
      if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
        return Optional.of(folder + " is a file and no folder: choose another one");
      }
    }
    return Optional.empty();
  }

  /** That the disk is full, and what to do; empty when the fault is of another kind. */
  public static Optional<String> full(Path folder, Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      String message = said(cause);
      if (FULL.stream().anyMatch(message::contains)) {
        return Optional.of(
            "the disk of "
                + folder
                + " is full ("
                + room(folder)
                + "): free some space there, or choose another folder");
      }
    }
    return Optional.empty();
  }

  private static String said(Throwable fault) {
    return String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
  }

  /** How much is free there, such as {@code 12 MiB free of 200 MiB}. */
  public static String room(Path folder) {
    try {
      FileStore disk = Files.getFileStore(existing(folder));
      return disk.getUsableSpace() / MIB + " MiB free of " + disk.getTotalSpace() / MIB + " MiB";
    } catch (IOException e) {
      return "how much is free is not known";
    }
  }

  /** How many bytes are free there; {@link Long#MAX_VALUE} when that is not known. */
  public static long freeBytes(Path folder) {
    try {
      return Files.getFileStore(existing(folder)).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  private static Path existing(Path path) {
    Path at = path.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
