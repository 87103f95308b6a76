package io.tonework.models.batching;

import java.time.Duration;

/**
 * How requests are grouped.
 *
 * @param maxBatch most requests that run together, at least 1
 * @param maxWait longest time that the first request of a batch waits for company
 * @param queueLimit most requests that wait, at least maxBatch
 * @param deadline a request that has waited longer is dropped
 */
public record BatchSettings(int maxBatch, Duration maxWait, int queueLimit, Duration deadline) {
  /** Checks the ranges. */
  public BatchSettings {
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch must be at least 1, not " + maxBatch);
    }
    if (maxWait.isNegative()) {
      throw new IllegalArgumentException("maxWait must not be negative: " + maxWait);
    }
    if (queueLimit < maxBatch) {
      throw new IllegalArgumentException(
          "queueLimit must be at least maxBatch " + maxBatch + ", not " + queueLimit);
    }
    if (deadline.compareTo(maxWait) <= 0) {
      throw new IllegalArgumentException(
          "deadline " + deadline + " must be longer than maxWait " + maxWait);
    }
  }
}
