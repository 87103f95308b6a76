package io.tonework.messaging;

import io.tonework.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that Tonework needs. */
public final class TopicAdmin {
  private static final String FOREVER = "-1";
  private static final Set<String> KEPT_FOR_GOOD =
      Set.of(Topics.FEEDBACK_RECEIVED, Topics.WEBHOOK_ATTEMPTED);

  private TopicAdmin() {}

  /**
   * Creates each topic that is missing, with its retry and its dead-letter topic; leaves what is
   * there as it is.
   *
   * @return the names of those that were created
   * @throws TransientException when Kafka cannot be asked
   */
  public static List<String> ensureTopics(KafkaSettings settings) {
    try (Admin admin = KafkaClients.admin(settings, "topics")) {
      List<String> created = new ArrayList<>();
      Map<String, KafkaFuture<Void>> results = admin.createTopics(wanted(settings)).values();
      for (Map.Entry<String, KafkaFuture<Void>> result : results.entrySet()) {
        if (wasCreated(result.getKey(), result.getValue())) {
          created.add(result.getKey());
        }
      }
      return List.copyOf(created);
    }
  }

  /** Every topic with its configuration; a test holds the reference page against it. */
  static List<NewTopic> wanted(KafkaSettings settings) {
    List<NewTopic> topics = new ArrayList<>();
    List<String> bases = new ArrayList<>(Topics.events());
    bases.add(Topics.BUCKET_NOTIFICATIONS);
    for (String base : bases) {
      String retention = Long.toString(settings.retention().toMillis());
      topics.add(
          topic(
              settings,
              base,
              settings.partitions(),
              KEPT_FOR_GOOD.contains(base) ? FOREVER : retention));
      topics.add(topic(settings, Topics.retry(base), settings.partitions(), retention));
      // few, and each one is somebody's lost photo: kept until an operator has dealt with it
      topics.add(topic(settings, Topics.deadLetter(base), 1, FOREVER));
    }
    return topics;
  }

  private static NewTopic topic(
      KafkaSettings settings, String name, int partitions, String retentionMs) {
    Map<String, String> config = new HashMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    config.put(TopicConfig.RETENTION_MS_CONFIG, retentionMs);
    config.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        Integer.toString(Math.max(1, settings.replicationFactor() - 1)));
    return new NewTopic(name, partitions, (short) settings.replicationFactor()).configs(config);
  }

  private static boolean wasCreated(String topic, KafkaFuture<Void> result) {
    try {
      result.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new TransientException("cannot create topic " + topic, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while creating topic " + topic, e);
    }
  }
}
