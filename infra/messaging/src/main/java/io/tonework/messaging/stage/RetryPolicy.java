package io.tonework.messaging.stage;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and when a record is tried again: exponential backoff with jitter.
 *
 * @param maxAttempts attempts in all, the first included; at least 1
 * @param base the pause after the first attempt; doubled after each one
 * @param cap the longest pause before jitter
 * @param jitter 0..1: the share of the pause that is drawn at random and taken off, so that records
 *     that failed together do not come back together
 */
public record RetryPolicy(int maxAttempts, Duration base, Duration cap, double jitter) {
  /** 6 attempts with pauses of at most 1, 2, 4, 8 and 16 seconds. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(6, Duration.ofSeconds(1), Duration.ofMinutes(1), 0.5);

  /** For a server that is away: some seven hours, the pauses growing to two minutes. */
  public static final RetryPolicy OUTAGE =
      new RetryPolicy(300, Duration.ofSeconds(1), Duration.ofMinutes(2), 0.5);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of range
   */
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1, not " + maxAttempts);
    }
    if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "base must be positive and at most cap, not " + base + " and " + cap);
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter must be from 0 to 1, not " + jitter);
    }
  }

  /** True when that attempt was the last one. */
  public boolean isExhausted(int attempt) {
    return attempt >= maxAttempts;
  }

  /**
   * The pause after an attempt.
   *
   * @param attempt the attempt that failed, from 1
   * @param random where jitter is drawn from
   * @return from (1 - jitter) x pause to pause
   */
  public Duration delayAfter(int attempt, RandomGenerator random) {
    // beyond 2^30 times the base every sensible cap is reached; a larger shift would overflow
    long factor = 1L << Math.min(attempt - 1, 30);
    long fullNanos =
        base.compareTo(cap.dividedBy(factor)) >= 0
            ? cap.toNanos()
            : base.multipliedBy(factor).toNanos();
    return Duration.ofNanos((long) (fullNanos * (1 - jitter * random.nextDouble())));
  }
}
