package io.tonework.standalone.line;

import io.tonework.contracts.Sha256;
import io.tonework.embedded.DiskFault;
import io.tonework.embedded.LocalSecrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What clients of a local line need, made at random for a data directory and kept in it.
 *
 * @param apiKey what requests carry
 * @param webhookSecret what webhooks are signed with, {@code whsec_...}
 */
public record LocalCredentials(String apiKey, String webhookSecret) {
  /**
   * Those of the directory, which is there; new ones the first time.
   *
   * @throws LineException when they cannot be kept
   */
  public static LocalCredentials of(Path directory) {
    try {
      LocalSecrets secrets = LocalSecrets.of(directory);
      return new LocalCredentials(
          secrets.get("apiKey", () -> "tw_" + LocalSecrets.random()),
          secrets.get(
              "webhookSecret",
              () -> "whsec_" + Base64.getEncoder().encodeToString(LocalSecrets.randomBytes())));
    } catch (IOException e) {
      throw new LineException(
          DiskFault.words(directory, e)
              .orElse("cannot keep the secrets of " + directory + ": " + e),
          e);
    }
  }

  /** The SHA-256 of the API key in hex, which is all that the services are told. */
  String apiKeySha256() {
    return Sha256.of(apiKey);
  }

  @Override
  public String toString() {
    return "LocalCredentials[...]";
  }
}
