package io.tonework.standalone.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files of settings. */
public final class SmallFile {
  private static final long MAX_BYTES = 4 << 20;

  private SmallFile() {}

  /**
   * The whole file.
   *
   * @throws IOException with a message for people when it is missing or far too long
   */
  public static byte[] read(Path file) throws IOException {
    return read(file, MAX_BYTES);
  }

  /**
   * The whole file.
   *
   * @param maxBytes the longest that makes sense for its kind
   * @throws IOException with a message for people when it is missing or longer
   */
  public static byte[] read(Path file, long maxBytes) throws IOException {
    try {
      long size = Files.size(file);
      if (size > maxBytes) {
        throw new IOException(
            "'" + file + "' has " + size + " bytes; a file of this kind has at most " + maxBytes);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file '" + file + "'", e);
    }
  }
}
