package io.tonework.feedback.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one attempt to deliver a webhook ended. */
public sealed interface AttemptResult {
  /**
   * The endpoint took it.
   *
   * @param httpStatus 200..299
   */
  record Accepted(int httpStatus) implements AttemptResult {}

  /**
   * The endpoint did not take it; another attempt may succeed.
   *
   * @param httpStatus the answer; null when there was none
   * @param detail what went wrong, in words for the customer
   * @param retryAfter how long the endpoint wants to be left alone; null when it did not say
   */
  record Failed(@Nullable Integer httpStatus, String detail, @Nullable Duration retryAfter)
      implements AttemptResult {
    private static final Logger log = LoggerFactory.getLogger(Failed.class);

    /** An attempt that ended in this fault, whatever it is. */
    static Failed of(Throwable fault) {
      if (FaultWords.isForeseen(fault)) {
        log.atDebug().setCause(fault).log("webhook attempt got no answer");
      } else {
        log.atError().setCause(fault).log("webhook attempt failed in an unforeseen way");
      }
      return new Failed(null, FaultWords.of(fault), null);
    }
  }

  /** The endpoint answered 410: it wants no webhooks any more. */
  record Gone() implements AttemptResult {}

  /**
   * Tonework must not connect to that address.
   *
   * @param detail why, in words for the customer
   */
  record AddressRefused(String detail) implements AttemptResult {}
}
