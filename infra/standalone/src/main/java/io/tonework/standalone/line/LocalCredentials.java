package io.tonework.standalone.line;

import io.tonework.contracts.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/**
 * What clients of a local line need, made at random for a data directory and kept in it.
 *
 * @param apiKey what requests carry
 * @param webhookSecret what webhooks are signed with, {@code whsec_...}
 */
public record LocalCredentials(String apiKey, String webhookSecret) {
  private static final String FILE = "credentials.properties";
  private static final int SECRET_BYTES = 24;

  /** Those of the directory; new ones the first time. */
  public static LocalCredentials of(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
      Properties kept = new Properties();
      if (Files.exists(file)) {
        try (var reader = Files.newBufferedReader(file)) {
          kept.load(reader);
        }
        return new LocalCredentials(
            kept.getProperty("apiKey", ""), kept.getProperty("webhookSecret", ""));
      }
      LocalCredentials fresh =
          new LocalCredentials(
              "tw_" + HexFormat.of().formatHex(random()),
              "whsec_" + Base64.getEncoder().encodeToString(random()));
      kept.setProperty("apiKey", fresh.apiKey());
      kept.setProperty("webhookSecret", fresh.webhookSecret());
      write(file, kept);
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep credentials in " + file, e);
    }
  }

  private static void write(Path file, Properties properties) throws IOException {
    Path partial =
        Files.createTempFile(
            file.getParent(),
            "credentials",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var writer = Files.newBufferedWriter(partial)) {
      properties.store(writer, "for clients of the local line");
    }
    // whole or not at all, should this process be killed now
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] random() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** The SHA-256 of the API key in hex, which is all that the services are told. */
  String apiKeySha256() {
    return Sha256.of(apiKey);
  }
}
