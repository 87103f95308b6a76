package io.tonework.standalone.operate;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.contracts.Topics;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.service.KafkaConfig;
import io.tonework.service.RedisConfig;
import io.tonework.storage.redis.RedisSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the line is: the keys and variables of the services, or these options. */
final class LineOptions {
  private static final int OVER_EVERYTHING = 1000;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Kafka. Default: TONEWORK_KAFKA_BOOTSTRAP_SERVERS, else localhost:9092.")
  private @Nullable String kafka;

  @Option(
      names = "--redis",
      paramLabel = "URI",
      description = "Redis. Default: TONEWORK_REDIS_URI, else redis://localhost:6379.")
  private @Nullable URI redis;

  KafkaSettings kafkaSettings() {
    return config().getConfigMapping(KafkaConfig.class).settings();
  }

  RedisSettings redisSettings() {
    return config().getConfigMapping(RedisConfig.class).settings();
  }

  /** Every topic that has dead letters. */
  static List<String> topics() {
    List<String> topics = new ArrayList<>(Topics.events());
    topics.add(Topics.BUCKET_NOTIFICATIONS);
    return topics;
  }

  private SmallRyeConfig config() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDefaultSources()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(given(), "options", OVER_EVERYTHING))
        .withMapping(KafkaConfig.class)
        .withMapping(RedisConfig.class)
        // the environment also holds keys of services that this command knows nothing of
        .withMappingIgnore("tonework.**")
        .build();
  }

  private Map<String, String> given() {
    Map<String, String> given = new HashMap<>();
    // a person waits: Kafka's own minute is for services
    given.put("tonework.kafka.properties.\"default.api.timeout.ms\"", "10000");
    if (kafka != null) {
      given.put("tonework.kafka.bootstrap-servers", kafka);
    }
    if (redis != null) {
      given.put("tonework.redis.uri", redis.toString());
    }
    return given;
  }
}
