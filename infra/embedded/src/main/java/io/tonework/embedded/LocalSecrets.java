package io.tonework.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Secrets of a data folder, made at random when they are first asked for and kept in one file that
 * only its owner can read. Not thread-safe: one process at a time asks, under the folder's lock.
 */
public final class LocalSecrets {
  /** The file in the folder. */
  public static final String FILE = "credentials.properties";

  private static final int SECRET_BYTES = 24;

  private final Path file;
  private final Properties kept;

  private LocalSecrets(Path file, Properties kept) {
    this.file = file;
    this.kept = kept;
  }

  /** Those of that folder, which is there. */
  public static LocalSecrets of(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    Properties kept = new Properties();
    if (Files.exists(file)) {
      PrivateFolder.close(file);
      try (var reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      }
    }
    return new LocalSecrets(file, kept);
  }

  /**
   * The secret of that name.
   *
   * @param fresh makes one; called and kept when there is none, as in a folder of an older version
   */
  public String get(String name, Supplier<String> fresh) throws IOException {
    String known = kept.getProperty(name, "");
    if (!known.isBlank()) {
      return known;
    }
    String made = fresh.get();
    kept.setProperty(name, made);
    write();
    return made;
  }

  /** 48 hexadecimal digits that nobody can guess. */
  public static String random() {
    return HexFormat.of().formatHex(randomBytes());
  }

  /** 24 bytes that nobody can guess. */
  public static byte[] randomBytes() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private void write() throws IOException {
    Path partial = Files.createTempFile(file.getParent(), "credentials", ".part", ownerOnly());
    try (var writer = Files.newBufferedWriter(partial)) {
      kept.store(writer, "for clients of the local line");
    }
    // whole or not at all, should this process be killed now
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
