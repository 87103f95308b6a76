package io.tonework.simulation.kafka;

import io.tonework.messaging.kafka.KeyPartitioner;
import io.tonework.messaging.stage.TransientException;
import io.tonework.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The brokers: topics, which are made when they are first named, and consumer groups. For the tasks
 * of one timeline.
 */
public final class MemoryKafka {
  /** How long a member that is not heard of keeps its partitions. */
  private static final long SESSION_MICROS = 10_000_000;

  private static final long LOOK_MICROS = 1_000_000;

  /** Told of each record that is appended, at once. */
  @FunctionalInterface
  public interface Listener {
    /** Another record lies there now. */
    void appended(ConsumerRecord<byte[], byte[]> record);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(
      byte @Nullable [] key, byte @Nullable [] value, Header[] headers, long timestamp) {}

  private final Timeline timeline;
  private final int partitions;
  private final Listener listener;
  private final Map<String, List<List<Stored>>> topics = new TreeMap<>();
  private final Map<String, Group> groups = new TreeMap<>();
  private final Map<TopicPartition, List<MemoryConsumer>> waiting = new LinkedHashMap<>();
  private long awayUntil;

  /**
   * Brokers without a record.
   *
   * @param partitions of each topic
   */
  public MemoryKafka(Timeline timeline, int partitions, Listener listener) {
    this.timeline = timeline;
    this.partitions = partitions;
    this.listener = listener;
    timeline.spawn("kafka", null, this::lookAfterMembers);
  }

  private void lookAfterMembers() {
    while (true) {
      timeline.sleep(LOOK_MICROS);
      groups.values().forEach(group -> group.evictSilent(timeline.now(), SESSION_MICROS));
    }
  }

  /** Nobody reaches the brokers for so long. */
  public void goAway(long micros) {
    awayUntil = Math.max(awayUntil, timeline.now() + micros);
  }

  boolean isAway() {
    return timeline.now() < awayUntil;
  }

  /** Deals the partitions of each group out anew. */
  public void rebalance() {
    groups.values().forEach(group -> group.shuffle(timeline.random()));
  }

  Group group(String name) {
    return groups.computeIfAbsent(name, _ -> new Group(this, name));
  }

  List<TopicPartition> partitionsOf(String topic) {
    List<TopicPartition> all = new ArrayList<>();
    for (int i = 0; i < logs(topic).size(); i++) {
      all.add(new TopicPartition(topic, i));
    }
    return all;
  }

  private List<List<Stored>> logs(String topic) {
    return topics.computeIfAbsent(
        topic,
        _ -> {
          List<List<Stored>> logs = new ArrayList<>();
          for (int i = 0; i < partitions; i++) {
            logs.add(new ArrayList<>());
          }
          return logs;
        });
  }

  private List<Stored> log(TopicPartition partition) {
    return logs(partition.topic()).get(partition.partition());
  }

  /** Appends a record where its key belongs. */
  public void append(ProducerRecord<byte[], byte[]> record) {
    int number =
        record.key() == null
            ? timeline.random().nextInt(partitions)
            : Utils.toPositive(Utils.murmur2(KeyPartitioner.owner(record.key()))) % partitions;
    TopicPartition partition = new TopicPartition(record.topic(), number);
    List<Stored> log = log(partition);
    log.add(
        new Stored(
            record.key(),
            record.value(),
            record.headers().toArray(),
            timeline.instant().toEpochMilli()));
    listener.appended(read(partition, log.size() - 1));
    waiting.getOrDefault(partition, List.of()).forEach(MemoryConsumer::thereIsNews);
  }

  void owns(TopicPartition partition, MemoryConsumer consumer) {
    waiting.computeIfAbsent(partition, _ -> new ArrayList<>()).add(consumer);
  }

  void ownsNoMore(TopicPartition partition, MemoryConsumer consumer) {
    waiting.getOrDefault(partition, new ArrayList<>()).remove(consumer);
  }

  long end(TopicPartition partition) {
    return log(partition).size();
  }

  ConsumerRecord<byte[], byte[]> read(TopicPartition partition, long offset) {
    Stored stored = log(partition).get((int) offset);
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        stored.timestamp(),
        TimestampType.CREATE_TIME,
        stored.key() == null ? -1 : stored.key().length,
        stored.value() == null ? -1 : stored.value().length,
        stored.key(),
        stored.value(),
        new RecordHeaders(stored.headers()),
        Optional.empty());
  }

  /** All records of a topic, partition by partition, as they lie there now. */
  public List<ConsumerRecord<byte[], byte[]>> recordsOf(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (TopicPartition partition : partitionsOf(topic)) {
      for (long offset = 0; offset < end(partition); offset++) {
        records.add(read(partition, offset));
      }
    }
    return records;
  }

  /**
   * As {@link #recordsOf}, for a process.
   *
   * @throws TransientException while the brokers cannot be reached
   */
  public List<ConsumerRecord<byte[], byte[]>> scan(String topic) {
    if (isAway()) {
      throw new TransientException("cannot read topic " + topic, null);
    }
    return recordsOf(topic);
  }

  /** How many records no group has committed of the topics that it reads. */
  public long lag() {
    return groups.values().stream().mapToLong(Group::lag).sum();
  }

  /** What each group has left, for the account of a run that does not settle. */
  public String describeLag() {
    StringBuilder text = new StringBuilder();
    groups.values().forEach(group -> text.append(group.describeLag()));
    return text.toString();
  }
}
