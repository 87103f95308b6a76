package io.tonework.feedback.webhook;

import java.time.Duration;

/**
 * How deliveries are worked off.
 *
 * @param maxInFlight attempts that this replica makes at a time
 * @param lease how long a claimed delivery belongs to this replica; longer than an attempt can take
 * @param pollInterval pause between looks at the queue when nothing was due
 * @param drainTimeout how long closing waits for attempts that are under way
 */
public record DeliverySettings(
    int maxInFlight, Duration lease, Duration pollInterval, Duration drainTimeout) {
  /** Checks the ranges. */
  public DeliverySettings {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("maxInFlight must be at least 1, not " + maxInFlight);
    }
    if (!lease.isPositive() || !pollInterval.isPositive() || drainTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "lease and pollInterval must be longer than nothing, drainTimeout not below it");
    }
  }
}
