package io.tonework.messaging.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens Kafka clients as this project configures them. */
public final class KafkaClients {
  /** Tells the clients of one process apart in logs and in Kafka's own metrics. */
  private static final AtomicInteger COUNTER = new AtomicInteger();

  /** Longest pause between polls beside the wait for a revoked partition; Kafka's own default. */
  private static final Duration POLL_INTERVAL = Duration.ofMinutes(5);

  private KafkaClients() {}

  /** Every record is acknowledged by all replicas, once and in order, or fails in bounded time. */
  public static KafkaProducer<byte[], byte[]> producer(KafkaSettings settings, String role) {
    int deliveryTimeoutMs = Math.toIntExact(settings.deliveryTimeout().toMillis());
    Map<String, Object> config = base(settings, role + "-producer");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // with more than one, the first batch may be refused by a partition whose leader is still
    // coming
    // up while the next one is taken, and the broker then refuses the first one for good
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, KeyPartitioner.class);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeoutMs);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(30_000, deliveryTimeoutMs));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deliveryTimeoutMs);
    config.putAll(settings.securityProperties());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * A member of a group that commits by itself and begins with the first record.
   *
   * @param revokeGrace how long the member may take to give a partition up before the group goes on
   *     without it
   */
  public static KafkaConsumer<byte[], byte[]> groupConsumer(
      KafkaSettings settings, String role, String group, int maxPollRecords, Duration revokeGrace) {
    Map<String, Object> config = base(settings, role + "-consumer");
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, settings.groupProtocol().kafkaName());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
    config.put(
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
        Math.toIntExact(POLL_INTERVAL.plus(revokeGrace).toMillis()));
    if (settings.groupProtocol() == GroupProtocol.CLASSIC) {
      // with the broker's default of 45 s a member that was killed keeps its partitions that long
      config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
      config.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    }
    config.putAll(settings.securityProperties());
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A reader of partitions that it names itself, in no group. */
  public static KafkaConsumer<byte[], byte[]> reader(KafkaSettings settings, String role) {
    Map<String, Object> config = base(settings, role + "-reader");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.putAll(settings.securityProperties());
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  public static Admin admin(KafkaSettings settings, String role) {
    Map<String, Object> config = base(settings, role + "-admin");
    config.putAll(settings.securityProperties());
    return Admin.create(config);
  }

  private static Map<String, Object> base(KafkaSettings settings, String role) {
    Map<String, Object> config = new HashMap<>();
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(
        CommonClientConfigs.CLIENT_ID_CONFIG,
        settings.clientIdPrefix() + "-" + role + "-" + COUNTER.incrementAndGet());
    return config;
  }
}
