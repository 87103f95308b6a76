package io.tonework.feedback.webhook;

import java.util.Base64;

/**
 * A secret that a tenant shares with Tonework, in Standard Webhooks' form {@code whsec_<base64>}.
 * Immutable; never printed.
 */
public final class SigningSecret {
  /** What every secret begins with. */
  public static final String PREFIX = "whsec_";

  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  private final byte[] key;

  private SigningSecret(byte[] key) {
    this.key = key;
  }

  /**
   * Reads a secret.
   *
   * @throws IllegalArgumentException when the prefix is missing, the rest is no base64, or the key
   *     has not 24 to 64 bytes; the message does not repeat the secret
   */
  public static SigningSecret parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "a webhook secret must begin with "
              + PREFIX
              + "; make one with: echo \"whsec_$(openssl"
              + " rand -base64 32)\"");
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "what follows " + PREFIX + " in a webhook secret must be base64: " + e.getMessage(), e);
    }
    if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a webhook secret must have "
              + MIN_BYTES
              + " to "
              + MAX_BYTES
              + " bytes, not "
              + key.length);
    }
    return new SigningSecret(key);
  }

  /** The key of the HMAC; a copy. */
  byte[] key() {
    return key.clone();
  }

  @Override
  public String toString() {
    return PREFIX + "***";
  }
}
