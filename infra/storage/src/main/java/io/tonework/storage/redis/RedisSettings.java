package io.tonework.storage.redis;

import java.net.URI;
import java.time.Duration;

/**
 * How Redis is reached and how long views stay.
 *
 * @param uri {@code redis://[user:password@]host:port[/database]}, or {@code rediss://} for TLS
 * @param connectTimeout longest wait for a connection
 * @param commandTimeout longest wait for an answer
 * @param photoViewTtl how long a photo's view stays after its last change
 */
public record RedisSettings(
    URI uri, Duration connectTimeout, Duration commandTimeout, Duration photoViewTtl) {
  /** Checks the scheme and the ranges. */
  public RedisSettings {
    String scheme = uri.getScheme();
    if (!"redis".equals(scheme) && !"rediss".equals(scheme)) {
      throw new IllegalArgumentException(
          "the Redis address must begin with redis:// or rediss://, not with " + scheme);
    }
    if (!connectTimeout.isPositive()
        || !commandTimeout.isPositive()
        || !photoViewTtl.isPositive()) {
      throw new IllegalArgumentException("timeouts and lifetimes must be longer than nothing");
    }
  }

  /** That Redis with 2 s to connect, 2 s per command and views that stay 30 days. */
  public static RedisSettings of(URI uri) {
    return new RedisSettings(
        uri, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofDays(30));
  }

  @Override
  public String toString() {
    // the user info of the address holds the password
    return "RedisSettings[%s://%s:%d, command timeout %s, views stay %s]"
        .formatted(uri.getScheme(), uri.getHost(), uri.getPort(), commandTimeout, photoViewTtl);
  }
}
