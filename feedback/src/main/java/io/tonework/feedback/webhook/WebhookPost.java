package io.tonework.feedback.webhook;

import java.net.URI;

/** Posts a webhook once. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface WebhookPost {
  /**
   * One attempt.
   *
   * @param endpoint where to
   * @param signed the headers of this attempt
   * @param body the bytes that were signed
   * @param traceparent the trace that the photo belongs to
   */
  AttemptResult post(URI endpoint, SignedHeaders signed, byte[] body, String traceparent);
}
