package io.tonework.feedback.shell;

import io.tonework.messaging.stage.RetryPolicy;
import java.time.Duration;

/** The retry policy of the stages of this service. */
final class PatientRetry {
  /**
   * Redis or the store may be away for hours; what is given up here would be a webhook that nobody
   * gets, or a verdict that nobody learns from until a rebuild.
   */
  static final RetryPolicy POLICY =
      new RetryPolicy(200, Duration.ofSeconds(1), Duration.ofMinutes(2), 0.5);

  private PatientRetry() {}
}
