package io.tonework.messaging.topic;

import io.tonework.contracts.Topics;
import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.stage.TransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates and widens the topics that Tonework needs. */
public final class TopicAdmin {
  private static final Logger log = LoggerFactory.getLogger(TopicAdmin.class);
  private static final String FOREVER = "-1";

  /** Kept for good, but for what a tombstone erases; every record has a key of its own. */
  private static final Set<String> COMPACTED = Set.of(Topics.FEEDBACK_RECEIVED);

  /**
   * Their records add up over the time of a key, so a key must stay in its partition; of the others
   * each record can be handled by itself.
   */
  private static final Set<String> ORDERED =
      Set.of(Topics.FEEDBACK_RECEIVED, Topics.WEBHOOK_ATTEMPTED);

  /** After this long an erased record is gone from the brokers' disks, give or take a cleaning. */
  private static final Duration ERASED_WITHIN = Duration.ofDays(1);

  /** A reader that lags by less than this still learns that a record was erased. */
  private static final Duration TOMBSTONES_STAY = Duration.ofDays(7);

  private TopicAdmin() {}

  /**
   * Creates each topic that is missing, with its retry and its dead-letter topic. Of what is there,
   * topics of photos get the partitions that they lack, so that as many workers as are configured
   * find work; all else stays as it is. Returns when the new topics take records.
   *
   * @return the names of those that were created
   * @throws TransientException when Kafka cannot be asked
   */
  public static List<String> ensureTopics(KafkaSettings settings) {
    try (Admin admin = KafkaClients.admin(settings, "topics")) {
      List<NewTopic> wanted = wanted(settings);
      Map<String, KafkaFuture<Void>> results = admin.createTopics(wanted).values();
      List<NewTopic> created = new ArrayList<>();
      for (NewTopic topic : wanted) {
        KafkaFuture<Void> result = results.get(topic.name());
        if (result != null && wasCreated(topic.name(), result)) {
          created.add(topic);
        }
      }
      awaitLeaders(admin, created);
      wanted.removeAll(created);
      widen(admin, wanted);
      return created.stream().map(NewTopic::name).toList();
    }
  }

  /** A topic is created before each of its partitions has a leader that takes records. */
  private static void awaitLeaders(Admin admin, List<NewTopic> created) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (NewTopic topic : created) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    try {
      // only a leader can answer; the client asks again until it does, up to its time-out
      admin.listOffsets(latest).all().get();
    } catch (ExecutionException e) {
      throw new TransientException("the new topics are not ready", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while waiting for new topics", e);
    }
  }

  private static void widen(Admin admin, List<NewTopic> existing) {
    List<NewTopic> growing =
        existing.stream().filter(topic -> !ORDERED.contains(base(topic.name()))).toList();
    try {
      Map<String, TopicDescription> there =
          admin.describeTopics(growing.stream().map(NewTopic::name).toList()).allTopicNames().get();
      Map<String, NewPartitions> more = new HashMap<>();
      for (NewTopic topic : growing) {
        TopicDescription description = there.get(topic.name());
        if (description != null && description.partitions().size() < topic.numPartitions()) {
          more.put(topic.name(), NewPartitions.increaseTo(topic.numPartitions()));
        }
      }
      for (Map.Entry<String, KafkaFuture<Void>> each :
          admin.createPartitions(more).values().entrySet()) {
        awaitWidened(each.getKey(), each.getValue());
      }
    } catch (ExecutionException e) {
      throw new TransientException("cannot ask for the partitions of topics", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while topics get more partitions", e);
    }
  }

  private static void awaitWidened(String topic, KafkaFuture<Void> widened)
      throws InterruptedException {
    try {
      widened.get();
      log.atInfo().addKeyValue("topic", topic).log("topic has more partitions now");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        throw new TransientException("cannot widen topic " + topic, e.getCause());
      }
      // another service did so at the same time, or may and this one may not: work goes on with
      // what is there
      log.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("why", String.valueOf(e.getCause()))
          .log("topic keeps the partitions that it has");
    }
  }

  private static String base(String topic) {
    return topic.replaceFirst("\\.(retry|dead-letter)$", "");
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
              COMPACTED.contains(base) ? compacted() : kept(retention)));
      topics.add(topic(settings, Topics.retry(base), settings.partitions(), kept(retention)));
      // few, and each one is somebody's lost photo: kept until an operator has dealt with it
      topics.add(topic(settings, Topics.deadLetter(base), 1, kept(FOREVER)));
    }
    return topics;
  }

  private static NewTopic topic(
      KafkaSettings settings, String name, int partitions, Map<String, String> cleanup) {
    Map<String, String> config = new HashMap<>(cleanup);
    config.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        Integer.toString(Math.max(1, settings.replicationFactor() - 1)));
    return new NewTopic(name, partitions, (short) settings.replicationFactor()).configs(config);
  }

  private static Map<String, String> kept(String retentionMs) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        retentionMs);
  }

  private static Map<String, String> compacted() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(ERASED_WITHIN.toMillis()),
        TopicConfig.SEGMENT_MS_CONFIG, Long.toString(ERASED_WITHIN.toMillis()),
        TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(TOMBSTONES_STAY.toMillis()));
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
