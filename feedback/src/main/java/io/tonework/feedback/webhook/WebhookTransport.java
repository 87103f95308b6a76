package io.tonework.feedback.webhook;

import java.net.URI;

/** Carries one attempt to an endpoint. Thread-safe; blocks. */
@FunctionalInterface
public interface WebhookTransport {
  /**
   * One attempt, whose every end is a result.
   *
   * @param endpoint where to
   * @param signed the headers of this attempt
   * @param body the bytes that were signed
   * @param traceparent the trace that the photo belongs to
   */
  AttemptResult post(URI endpoint, SignedHeaders signed, byte[] body, String traceparent);
}
