package io.tonework.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.s3.S3Effort;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.s3.S3Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class PartsReadinessTest {
  @Test
  void shouldNameEveryPartThatIsAwayAndAnswerInTime() throws Exception {
    // Given a port that takes connections and never answers
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      S3Settings s3 =
          new S3Settings(
              URI.create("http://" + address),
              "us-east-1",
              "key",
              "secret",
              true,
              "tonework",
              null,
              new S3Effort(
                  Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2), 1, 8));
      try (ObjectStore store = S3ObjectStore.connect(s3);
          RedisConnection redis =
              RedisConnection.connect(RedisSettings.of(URI.create("redis://" + address)))) {
        PartsReadiness readiness = new PartsReadiness(KafkaSettings.of(address), store, s3, redis);
        long begunNanos = System.nanoTime();
        // When
        HealthCheckResponse response = readiness.call();
        readiness.close();
        // Then
        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(response.getData())
            .contains(Map.of("kafka", "away", "store", "away", "redis", "away"));
        assertThat(Duration.ofNanos(System.nanoTime() - begunNanos))
            .isLessThan(Duration.ofSeconds(10));
      }
    }
  }
}
