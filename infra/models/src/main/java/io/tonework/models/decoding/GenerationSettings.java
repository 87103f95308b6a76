package io.tonework.models.decoding;

import java.time.Duration;

/**
 * How answers are written together.
 *
 * @param maxRows most answers that are written at once, at least 1
 * @param queueLimit most requests that wait, at least 1
 * @param deadline an answer that is not there after this long is given up, waiting or written
 */
public record GenerationSettings(int maxRows, int queueLimit, Duration deadline) {
  /** Checks the ranges. */
  public GenerationSettings {
    if (maxRows < 1) {
      throw new IllegalArgumentException("maxRows must be at least 1, not " + maxRows);
    }
    if (queueLimit < 1) {
      throw new IllegalArgumentException("queueLimit must be at least 1, not " + queueLimit);
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline must be longer than nothing, not " + deadline);
    }
  }
}
