package io.tonework.storage.s3;

import io.tonework.storage.StoreUnavailable;
import java.time.Duration;

/**
 * How hard a call to the object store tries before it reports {@link StoreUnavailable}.
 *
 * @param connectTimeout longest wait for a connection
 * @param socketTimeout longest silence while bytes are due
 * @param callTimeout longest time of a call over all its attempts
 * @param maxAttempts attempts of a call, with the SDK's backoff and jitter between them; 1 or more
 * @param maxConnections connections that are open at once
 */
public record S3Effort(
    Duration connectTimeout,
    Duration socketTimeout,
    Duration callTimeout,
    int maxAttempts,
    int maxConnections) {
  /** 2 s to connect, 20 s of silence, 90 s in all, 4 attempts, 64 connections. */
  public static final S3Effort DEFAULT =
      new S3Effort(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(90), 4, 64);

  /** Checks the ranges. */
  public S3Effort {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be 1 or more, not " + maxAttempts);
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("maxConnections must be 1 or more, not " + maxConnections);
    }
    if (!connectTimeout.isPositive() || !socketTimeout.isPositive() || !callTimeout.isPositive()) {
      throw new IllegalArgumentException("timeouts must be longer than nothing");
    }
  }
}
