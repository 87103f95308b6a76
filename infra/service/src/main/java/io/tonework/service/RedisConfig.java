package io.tonework.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tonework.storage.redis.RedisSettings;
import java.net.URI;
import java.time.Duration;

/** Where Redis is; the same keys in every service. */
@ConfigMapping(prefix = "tonework.redis")
public interface RedisConfig {
  /** {@code redis://[user:password@]host:port[/database]}, {@code rediss://} for TLS. */
  @WithDefault("redis://localhost:6379")
  URI uri();

  /** Longest wait for a connection. */
  @WithDefault("2s")
  Duration connectTimeout();

  /** Longest wait for an answer. */
  @WithDefault("2s")
  Duration commandTimeout();

  /** How long a photo's view stays after its last change. */
  @WithDefault("P30D")
  Duration photoViewTtl();

  /** The checked settings. */
  default RedisSettings settings() {
    return new RedisSettings(uri(), connectTimeout(), commandTimeout(), photoViewTtl());
  }
}
