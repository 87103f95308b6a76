package io.tonework.storage.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket of tokens that fills by itself, in this process alone: what is held to while Redis does
 * not answer. Thread-safe.
 */
public final class TokenBucket {
  private final double perMilli;
  private final int capacity;
  private double tokens;
  private Instant filledAt = Instant.MIN;

  /**
   * A full bucket.
   *
   * @param perSecond how many tokens come; above 0
   * @param capacity how many it holds; at least 1
   */
  public TokenBucket(double perSecond, int capacity) {
    if (!(perSecond > 0) || capacity < 1) {
      throw new IllegalArgumentException(
          "a bucket needs more than 0 tokens a second and room for 1, not "
              + perSecond
              + " and "
              + capacity);
    }
    this.perMilli = perSecond / 1000;
    this.capacity = capacity;
    this.tokens = capacity;
  }

  /** Takes a token if there is one. */
  public synchronized Allowance take(Instant now) {
    if (filledAt.equals(Instant.MIN)) {
      filledAt = now;
    }
    if (now.isAfter(filledAt)) {
      double come = Duration.between(filledAt, now).toMillis() * perMilli;
      tokens = Math.min(capacity, tokens + come);
      filledAt = now;
    }
    boolean granted = tokens >= 1;
    tokens -= granted ? 1 : 0;
    return new Allowance(granted, (long) tokens, until(1), until(capacity));
  }

  private Duration until(int level) {
    return Duration.ofMillis((long) Math.ceil(Math.max(0, level - tokens) / perMilli));
  }
}
