package io.tonework.feedback.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks after Standard Webhooks: HMAC-SHA256 over {@code id.timestamp.body}. Thread-safe.
 */
public final class WebhookSigner {
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSigner() {}

  /**
   * The headers of one attempt.
   *
   * @param webhookId the same on every attempt
   * @param attemptedAt the time of this attempt; receivers refuse old ones
   * @param body the exact bytes that are sent
   * @param secrets the tenant's secrets; each gives a signature, so that a receiver may hold either
   *     while they are rotated
   * @throws IllegalArgumentException when there is no secret
   */
  public static SignedHeaders sign(
      String webhookId, Instant attemptedAt, byte[] body, List<SigningSecret> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("a webhook needs at least one secret to be signed with");
    }
    long timestampSeconds = attemptedAt.getEpochSecond();
    byte[] prefix = (webhookId + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8);
    String signatures =
        secrets.stream()
            .map(secret -> "v1," + signature(secret, prefix, body))
            .collect(Collectors.joining(" "));
    return new SignedHeaders(webhookId, timestampSeconds, signatures);
  }

  private static String signature(SigningSecret secret, byte[] prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
      mac.update(prefix);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks " + ALGORITHM, e);
    }
  }
}
