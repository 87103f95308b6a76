package io.tonework.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tonework.messaging.kafka.GroupProtocol;
import io.tonework.messaging.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;

/** Where Kafka is; the same keys in every service. */
@ConfigMapping(prefix = "tonework.kafka")
public interface KafkaConfig {
  /** Comma-separated {@code host:port} of brokers. */
  @WithDefault("localhost:9092")
  String bootstrapServers();

  /** {@code consumer} (KIP-848, brokers from 4.0) or {@code classic}. */
  @WithDefault("classic")
  GroupProtocol groupProtocol();

  /** What client ids begin with. */
  @WithDefault("tonework")
  String clientIdPrefix();

  /**
   * Partitions of each topic, the upper limit of workers per stage; topics of photos that exist
   * with fewer get more.
   */
  @WithDefault("6")
  int partitions();

  /** Replicas of topics that do not exist yet. */
  @WithDefault("1")
  int replicationFactor();

  /** How long events stay on topics that are not kept for good. */
  @WithDefault("P30D")
  Duration retention();

  /** Longest wait for the acknowledgement of a published event. */
  @WithDefault("30s")
  Duration deliveryTimeout();

  /** Any client property, such as {@code security.protocol} or {@code sasl.jaas.config}. */
  Map<String, String> properties();

  /** The checked settings. */
  default KafkaSettings settings() {
    return new KafkaSettings(
        bootstrapServers(),
        properties(),
        groupProtocol(),
        clientIdPrefix(),
        partitions(),
        replicationFactor(),
        retention(),
        deliveryTimeout());
  }
}
