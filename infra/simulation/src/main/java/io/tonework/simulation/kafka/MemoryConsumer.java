package io.tonework.simulation.kafka;

import io.tonework.simulation.fault.Kind;
import io.tonework.simulation.fault.Wire;
import io.tonework.simulation.time.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group. As with Kafka's own, partitions come and go within {@link #poll} only, and a
 * commit without waiting is made by the next poll, which may be much later.
 */
public class MemoryConsumer extends LeanConsumer {
  private record Commit(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {}

  private final MemoryKafka kafka;
  private final Group group;
  private final String groupName;
  private final int maxPollRecords;
  private final Wire wire;
  private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
  private final Set<TopicPartition> paused = new LinkedHashSet<>();
  private final List<Commit> commits = new ArrayList<>();
  private Set<String> topics = Set.of();
  private @Nullable ConsumerRebalanceListener listener;
  private @Nullable Task waiting;
  private int member;
  private int turn;
  private int reconciled = -1;

  /**
   * A member that has not joined.
   *
   * @param maxPollRecords most records of a poll
   */
  public MemoryConsumer(MemoryKafka kafka, String group, int maxPollRecords, Wire wire) {
    this.kafka = kafka;
    this.group = kafka.group(group);
    this.groupName = group;
    this.maxPollRecords = maxPollRecords;
    this.wire = wire;
  }

  /** True while its process would send heartbeats. */
  boolean isHeard(long now) {
    return wire.machine().isAlive() && !wire.machine().isFrozen(now) && !kafka.isAway();
  }

  void thereIsNews() {
    if (waiting != null) {
      wire.timeline().wake(waiting, 500 + wire.timeline().random().nextInt(2_000));
    }
  }

  @Override
  public void subscribe(Collection<String> wanted, ConsumerRebalanceListener callback) {
    topics = Set.copyOf(wanted);
    listener = callback;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    if (kafka.isAway()) {
      wire.timeline().sleep(timeout);
      return ConsumerRecords.empty();
    }
    makeCommits();
    joinAndReconcile();
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = fetch();
    if (records.isEmpty()) {
      waiting = wire.timeline().current();
      wire.timeline().sleep(timeout);
      waiting = null;
      records = fetch();
    }
    return new ConsumerRecords<>(records, Map.of());
  }

  private void makeCommits() {
    for (Commit commit : List.copyOf(commits)) {
      commits.remove(commit);
      KafkaException fault = null;
      try {
        commit(commit.offsets());
      } catch (KafkaException e) {
        fault = e;
      }
      commit.callback().onComplete(commit.offsets(), fault);
    }
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (kafka.isAway() || wire.strikes(Kind.COMMIT_FAILS, groupName)) {
      throw new RetriableCommitFailedException("the commit was not answered");
    }
    boolean _ =
        wire.call(
            "commit of " + groupName,
            () -> {
              group.commit(member, offsets);
              return true;
            });
  }

  private void joinAndReconcile() {
    ConsumerRebalanceListener told = Objects.requireNonNull(listener);
    if (!group.knows(member)) {
      List<TopicPartition> lost = List.copyOf(positions.keySet());
      if (!lost.isEmpty()) {
        wire.note(() -> groupName + " lost " + lost);
        letGo(lost);
        told.onPartitionsLost(lost);
      }
      member = wire.call("join " + groupName, () -> group.join(this, wire.timeline().now()));
    }
    int seen = group.changes();
    if (seen == reconciled && !positions.isEmpty()) {
      return;
    }
    reconciled = seen;
    List<TopicPartition> revoked = group.toRevoke(member);
    if (!revoked.isEmpty()) {
      wire.note(() -> groupName + " gives " + revoked);
      told.onPartitionsRevoked(revoked);
      letGo(revoked);
      group.release(member, revoked);
    }
    List<TopicPartition> assigned = group.toAssign(member);
    if (!assigned.isEmpty() || positions.isEmpty()) {
      group.take(member, assigned);
      assigned.forEach(partition -> {
        OffsetAndMetadata committed = group.committed(partition);
        positions.put(partition, committed == null ? 0 : committed.offset());
        kafka.owns(partition, this);
      });
      wire.note(() -> groupName + " gets " + assigned);
      told.onPartitionsAssigned(assigned);
    }
  }

  private void letGo(List<TopicPartition> partitions) {
    partitions.forEach(partition -> {
      positions.remove(partition);
      paused.remove(partition);
      kafka.ownsNoMore(partition, this);
    });
  }

  private Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> fetch() {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    if (kafka.isAway()) {
      return records;
    }
    List<TopicPartition> all = new ArrayList<>(positions.keySet());
    all.removeAll(paused);
    int left = maxPollRecords;
    turn++;
    for (int i = 0; i < all.size() && left > 0; i++) {
      TopicPartition partition = all.get((turn + i) % all.size());
      long position = positions.getOrDefault(partition, 0L);
      List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
      for (; position < kafka.end(partition) && left > 0; left--) {
        some.add(kafka.read(partition, position++));
      }
      if (!some.isEmpty()) {
        records.put(partition, some);
        positions.put(partition, position);
      }
    }
    return records;
  }

  @Override
  public void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    commits.add(new Commit(new HashMap<>(offsets), callback));
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
    commit(offsets);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committed(
      Set<TopicPartition> partitions, Duration timeout) {
    if (kafka.isAway() || wire.strikes(Kind.COMMIT_FAILS, groupName)) {
      throw new TimeoutException("the commits were not told");
    }
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = group.committed(partition);
      if (offset != null) {
        committed.put(partition, offset);
      }
    }
    return committed;
  }

  @Override
  public long position(TopicPartition partition) {
    return Objects.requireNonNull(positions.get(partition));
  }

  @Override
  public Set<TopicPartition> assignment() {
    return new LinkedHashSet<>(positions.keySet());
  }

  @Override
  public Set<String> subscription() {
    return topics;
  }

  @Override
  public Set<TopicPartition> paused() {
    return new LinkedHashSet<>(paused);
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    paused.addAll(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    paused.removeAll(partitions);
  }

  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    Long position = positions.get(partition);
    return position == null
        ? OptionalLong.empty()
        : OptionalLong.of(kafka.end(partition) - position);
  }

  @Override
  public ConsumerGroupMetadata groupMetadata() {
    return new ConsumerGroupMetadata(
        groupName, group.generation(), "member" + member, Optional.empty());
  }

  @Override
  public void close(CloseOptions options) {
    if (wire.machine().isAlive()) {
      letGo(List.copyOf(positions.keySet()));
      group.leave(member);
    }
  }
}
