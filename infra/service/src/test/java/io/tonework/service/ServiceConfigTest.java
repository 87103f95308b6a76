package io.tonework.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.messaging.kafka.GroupProtocol;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.s3.S3Effort;
import io.tonework.storage.s3.S3Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every default and every key of the shared configuration. */
class ServiceConfigTest {
  @Test
  void shouldMeetLocalServersWhenNothingIsSet() {
    // Given
    SmallRyeConfig config = config(Map.of());

    // When
    KafkaSettings kafka = config.getConfigMapping(KafkaConfig.class).settings();
    S3Settings s3 = config.getConfigMapping(S3Config.class).settings();
    RedisSettings redis = config.getConfigMapping(RedisConfig.class).settings();
    ServiceConfig service = config.getConfigMapping(ServiceConfig.class);

    // Then
    assertThat(kafka).isEqualTo(KafkaSettings.of("localhost:9092"));
    assertThat(s3)
        .isEqualTo(
            new S3Settings(
                null, "us-east-1", null, null, true, "tonework", null, S3Effort.DEFAULT));
    assertThat(redis).isEqualTo(RedisSettings.of(URI.create("redis://localhost:6379")));
    assertThat(service.exitOnFatal()).isTrue();
    assertThat(service.startRetry()).isEqualTo(Duration.ofSeconds(2));
    assertThat(service.createTopics()).isTrue();
    assertThat(service.createBucket()).isTrue();
  }

  @Test
  void shouldReachTheSettingsWhenEveryKeyIsSet() {
    // Given
    Map<String, String> keys = new HashMap<>();
    keys.put("tonework.kafka.bootstrap-servers", "k1:9092,k2:9092");
    keys.put("tonework.kafka.group-protocol", "consumer");
    keys.put("tonework.kafka.client-id-prefix", "shop");
    keys.put("tonework.kafka.partitions", "24");
    keys.put("tonework.kafka.replication-factor", "3");
    keys.put("tonework.kafka.retention", "P7D");
    keys.put("tonework.kafka.delivery-timeout", "5s");
    keys.put("tonework.kafka.properties.\"security.protocol\"", "SASL_SSL");
    keys.put("tonework.s3.endpoint", "http://minio:9000");
    keys.put("tonework.s3.public-endpoint", "https://files.example.com");
    keys.put("tonework.s3.region", "eu-central-1");
    keys.put("tonework.s3.access-key", "id");
    keys.put("tonework.s3.secret-key", "secret");
    keys.put("tonework.s3.path-style", "false");
    keys.put("tonework.s3.bucket", "photos");
    keys.put("tonework.s3.connect-timeout", "1s");
    keys.put("tonework.s3.socket-timeout", "3s");
    keys.put("tonework.s3.call-timeout", "9s");
    keys.put("tonework.s3.max-attempts", "2");
    keys.put("tonework.s3.max-connections", "8");
    keys.put("tonework.redis.uri", "rediss://:pw@cache:6380/2");
    keys.put("tonework.redis.connect-timeout", "1s");
    keys.put("tonework.redis.command-timeout", "3s");
    keys.put("tonework.redis.photo-view-ttl", "P1D");
    SmallRyeConfig config = config(keys);

    // When
    KafkaSettings kafka = config.getConfigMapping(KafkaConfig.class).settings();
    S3Settings s3 = config.getConfigMapping(S3Config.class).settings();
    RedisSettings redis = config.getConfigMapping(RedisConfig.class).settings();

    // Then
    assertThat(kafka)
        .isEqualTo(
            new KafkaSettings(
                "k1:9092,k2:9092",
                Map.of("security.protocol", "SASL_SSL"),
                GroupProtocol.CONSUMER,
                "shop",
                24,
                3,
                Duration.ofDays(7),
                Duration.ofSeconds(5)));
    assertThat(s3)
        .isEqualTo(
            new S3Settings(
                URI.create("http://minio:9000"),
                "eu-central-1",
                "id",
                "secret",
                false,
                "photos",
                URI.create("https://files.example.com"),
                new S3Effort(
                    Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(9), 2, 8)));
    assertThat(redis)
        .isEqualTo(
            new RedisSettings(
                URI.create("rediss://:pw@cache:6380/2"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofDays(1)));
  }

  @Test
  void shouldFailNamingTheKeyWhenAKeyIsUnknown() {
    // Given
    Map<String, String> misspelt = Map.of("tonework.kafka.bootstrap-server", "k1:9092");

    // When / Then
    assertThatThrownBy(() -> config(misspelt))
        .hasMessageContaining("tonework.kafka.bootstrap-server");
  }

  private static SmallRyeConfig config(Map<String, String> keys) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(KafkaConfig.class)
        .withMapping(S3Config.class)
        .withMapping(RedisConfig.class)
        .withMapping(ServiceConfig.class)
        .withSources(new PropertiesConfigSource(keys, "test", 100))
        .build();
  }
}
