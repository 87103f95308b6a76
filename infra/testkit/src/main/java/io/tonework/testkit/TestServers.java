package io.tonework.testkit;

import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.s3.S3Settings;
import java.util.Map;

/** Kafka, Redis and an object store that run for tests. Thread-safe. */
public interface TestServers extends AutoCloseable {
  /** Tonework's own bucket in tests. */
  String BUCKET = "tonework";

  /**
   * Embedded servers of one's own, for frameworks that start them by themselves; the caller closes
   * them.
   */
  static TestServers embedded() {
    return EmbeddedServers.start();
  }

  /** How to reach Kafka; topics are not made yet, see {@code TopicAdmin}. */
  KafkaSettings kafka();

  /** How to reach Redis. */
  RedisSettings redis();

  /** How to reach the object store; the bucket {@link #BUCKET} is there. */
  S3Settings s3();

  /** The same as configuration of a service. */
  default Map<String, String> configuration() {
    S3Settings s3 = s3();
    return Map.of(
        "tonework.kafka.bootstrap-servers", kafka().bootstrapServers(),
        "tonework.redis.uri", redis().uri().toString(),
        "tonework.s3.endpoint", String.valueOf(s3.endpoint()),
        "tonework.s3.region", s3.region(),
        "tonework.s3.access-key", String.valueOf(s3.accessKey()),
        "tonework.s3.secret-key", String.valueOf(s3.secretKey()),
        "tonework.s3.path-style", Boolean.toString(s3.pathStyle()),
        "tonework.s3.bucket", s3.bucket());
  }

  @Override
  void close();
}
