package io.tonework.messaging.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * How to reach Kafka and how to lay out its topics.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param securityProperties further client properties, such as {@code security.protocol} and {@code
 *     sasl.jaas.config}; they win over every default of ours
 * @param groupProtocol how consumer groups rebalance
 * @param clientIdPrefix begins the client id of each client, such as {@code tonework}
 * @param partitions how many each topic has; topics of photos that exist with fewer get more
 * @param replicationFactor replicas of a topic that is created
 * @param retention how long events are kept on topics that are not kept for good
 * @param deliveryTimeout longest wait for the acknowledgement of a published record
 */
public record KafkaSettings(
    String bootstrapServers,
    Map<String, String> securityProperties,
    GroupProtocol groupProtocol,
    String clientIdPrefix,
    int partitions,
    int replicationFactor,
    Duration retention,
    Duration deliveryTimeout) {
  /** Default of {@link #partitions}. */
  public static final int DEFAULT_PARTITIONS = 6;

  /** Default of {@link #retention}. */
  public static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  /** Default of {@link #deliveryTimeout}. */
  public static final Duration DEFAULT_DELIVERY_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Copies the map and checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of range
   */
  public KafkaSettings {
    securityProperties = Map.copyOf(securityProperties);
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrapServers must be host:port, it is blank");
    }
    if (partitions < 1 || replicationFactor < 1 || replicationFactor > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "partitions and replicationFactor must be positive, not "
              + partitions
              + " and "
              + replicationFactor);
    }
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("retention must be positive, not " + retention);
    }
    if (deliveryTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "deliveryTimeout must be at least 1 s, not " + deliveryTimeout);
    }
  }

  /** One unsecured broker, one replica, defaults otherwise. */
  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(
        bootstrapServers,
        Map.of(),
        GroupProtocol.CLASSIC,
        "tonework",
        DEFAULT_PARTITIONS,
        1,
        DEFAULT_RETENTION,
        DEFAULT_DELIVERY_TIMEOUT);
  }

  /** The same with another group protocol. */
  public KafkaSettings withGroupProtocol(GroupProtocol protocol) {
    return new KafkaSettings(
        bootstrapServers,
        securityProperties,
        protocol,
        clientIdPrefix,
        partitions,
        replicationFactor,
        retention,
        deliveryTimeout);
  }

  /** The same with another number of partitions. */
  public KafkaSettings withPartitions(int count) {
    return new KafkaSettings(
        bootstrapServers,
        securityProperties,
        groupProtocol,
        clientIdPrefix,
        count,
        replicationFactor,
        retention,
        deliveryTimeout);
  }

  /** The same with another longest wait for an acknowledgement. */
  public KafkaSettings withDeliveryTimeout(Duration timeout) {
    return new KafkaSettings(
        bootstrapServers,
        securityProperties,
        groupProtocol,
        clientIdPrefix,
        partitions,
        replicationFactor,
        retention,
        timeout);
  }
}
