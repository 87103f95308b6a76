package io.tonework.standalone.files;

import io.tonework.contracts.Sha256;
import io.tonework.embedded.DiskFault;
import io.tonework.embedded.DiskFullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that whoever watches the folder sees a whole one or none. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes the file, and makes its folder if there is none. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path part = partOf(file);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      String words = DiskFault.full(file, e).orElse(null);
      throw words == null ? e : new DiskFullException(words, e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Where the bytes lie until the file is whole. */
  static Path partOf(Path file) {
    return FileName.sibling(
        file,
        name -> {
          String part = "." + name + ".part";
          return FileName.fits(part) ? part : "." + Sha256.of(name) + ".part";
        });
  }
}
