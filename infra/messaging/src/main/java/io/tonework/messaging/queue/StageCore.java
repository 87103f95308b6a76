package io.tonework.messaging.queue;

import io.tonework.contracts.Priority;
import io.tonework.messaging.event.LoopHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The decisions of a stage loop, without threads, clocks or Kafka: which records begin, which wait,
 * which partitions are read, what is committed. The same calls give the same answers.
 *
 * <pre>
 *              offer                    take                completed
 *   (polled) ────────▶ ready, by key ────────▶ in flight ────────────▶ (committed in prefix)
 *      │                 ▲                        │
 *      │ not yet due     │ due                    │ again
 *      └──────────▶ waiting for its time ◀────────┘
 *
 *   RUNNING ──drain──▶ DRAINING      revoke: what is not begun is forgotten, what is in flight turns
 *                                    stale and its end changes nothing but the count
 * </pre>
 *
 * <p>What begins next is decided by lane ({@link LaneTurns}), then by tenant ({@link TenantTurns}).
 *
 * <p>Not thread-safe: its owner guards it with a lock.
 */
public final class StageCore {
  private final String group;
  private final UnaryOperator<byte[]> owner;
  private final LoopLimits limits;
  private final Map<TopicPartition, Lease> leases = new LinkedHashMap<>();
  private final Map<TopicPartition, Watermark> spans = new HashMap<>();
  private final Backlog buffer;
  private final Backlog retries;
  private final KeyQueues ready;
  private final RetrySchedule waiting;
  private final LaneTurns turns;
  private boolean draining;

  /** The core of one loop, in which bulk has half of the places beside interactive records. */
  public StageCore(String group, UnaryOperator<byte[]> owner, int maxInFlight, LoopLimits limits) {
    this(group, owner, maxInFlight, Math.max(1, maxInFlight / 2), limits);
  }

  /**
   * The core of one loop.
   *
   * @param group the consumer group
   * @param owner the part of a record key within which order is kept
   * @param maxInFlight most records that are handled at once
   * @param bulkBeside most bulk records that begin beside interactive ones
   */
  public StageCore(
      String group,
      UnaryOperator<byte[]> owner,
      int maxInFlight,
      int bulkBeside,
      LoopLimits limits) {
    this.group = group;
    this.owner = owner;
    this.limits = limits;
    this.buffer = new Backlog(limits.maxBuffered(), LoopLimits.MAX_BYTES);
    this.retries = new Backlog(limits.maxWaiting(), LoopLimits.MAX_BYTES);
    this.ready = new KeyQueues(buffer);
    this.waiting = new RetrySchedule(retries);
    this.turns = new LaneTurns(maxInFlight, bulkBeside);
  }

  /**
   * This member owns a partition from now on.
   *
   * @param doneBefore offsets that an earlier owner finished beyond what it committed
   */
  public void assign(TopicPartition partition, Set<Long> doneBefore) {
    leases.put(partition, new Lease(partition, doneBefore));
    spans.put(partition, new Watermark(limits.maxSpan() / 2, limits.maxSpan()));
  }

  /**
   * A record was polled.
   *
   * @return false when there is nothing to do for it: it is another group's retry, or was finished
   *     before the last commit's metadata were written
   */
  public boolean offer(ConsumerRecord<byte[], byte[]> source, Instant now) {
    TopicPartition partition = new TopicPartition(source.topic(), source.partition());
    Lease lease = leaseFor(partition, source.offset());
    lease.tracker().received(source.offset());
    if (isForOthers(source) || lease.wasDoneBefore(source.offset())) {
      lease.tracker().completed(source.offset());
      return false;
    }
    if (draining) {
      return true;
    }
    WorkItem item = WorkItem.of(source, lease, owner);
    if (item.due().isAfter(now)) {
      waiting.add(item, false);
    } else {
      ready.add(item);
    }
    return true;
  }

  private Lease leaseFor(TopicPartition partition, long offset) {
    Lease lease = leases.get(partition);
    if (lease == null) {
      throw new IllegalStateException("a record of " + partition + " came without an assignment");
    }
    if (offset >= lease.tracker().nextOffset()) {
      return lease;
    }
    // the log was cut back and grows anew: the same offsets are other records now
    revoke(Set.of(partition));
    assign(partition, Set.of());
    return leaseFor(partition, offset);
  }

  /** The records that begin now: as many as there is room for. */
  public List<WorkItem> take(Instant now) {
    List<WorkItem> begun = new ArrayList<>();
    if (draining) {
      return begun;
    }
    for (Optional<RetrySchedule.Waiting> due = waiting.pollDue(now);
        due.isPresent();
        due = waiting.pollDue(now)) {
      if (due.get().holdsKey()) {
        ready.resume(due.get().item());
      } else {
        ready.add(due.get().item());
      }
    }
    for (Optional<WorkItem> next = next(now); next.isPresent(); next = next(now)) {
      begun.add(next.get());
    }
    return begun;
  }

  private Optional<WorkItem> next(Instant now) {
    Optional<WorkItem> next =
        turns
            .next(now, ready.isReady(Priority.INTERACTIVE), ready.isReady(Priority.BULK))
            .flatMap(ready::next);
    next.ifPresent(item -> {
      item.lease().started();
      turns.started(item.share().lane(), ready.isReady(Priority.BULK));
    });
    return next;
  }

  /** A record in flight is finished for good: done, moved to its retry topic, or a dead letter. */
  public void completed(WorkItem item) {
    ended(item);
    ready.release(item);
    if (!item.isStale()) {
      item.lease().tracker().completed(item.source().offset());
    }
  }

  /**
   * A record in flight waits in memory for another attempt, with the others of its key behind it.
   */
  public void again(WorkItem item) {
    ended(item);
    if (item.isStale() || draining) {
      ready.release(item);
    } else {
      waiting.add(item, true);
    }
  }

  /** A record in flight was given up unfinished: whoever owns its partition next begins it anew. */
  public void dropped(WorkItem item) {
    ended(item);
    ready.release(item);
  }

  private void ended(WorkItem item) {
    turns.ended(item.share().lane());
    ready.ended(item);
    item.lease().ended();
  }

  /** Forgets what is not begun of these partitions; what is in flight goes on. */
  public void forgetUnbegun(Collection<TopicPartition> partitions) {
    ready.removeIf(item -> partitions.contains(item.lease().partition()));
    waiting.removeIf(item -> partitions.contains(item.lease().partition())).stream()
        .filter(RetrySchedule.Waiting::holdsKey)
        .forEach(removed -> ready.release(removed.item()));
  }

  /** These partitions are no longer this member's: what is in flight on them turns stale. */
  public void revoke(Collection<TopicPartition> partitions) {
    forgetUnbegun(partitions);
    for (TopicPartition partition : partitions) {
      Lease lease = leases.remove(partition);
      if (lease != null) {
        lease.end();
      }
      spans.remove(partition);
    }
  }

  /** Begins nothing any more. */
  public void drain() {
    draining = true;
    forgetUnbegun(List.copyOf(leases.keySet()));
  }

  /** The partitions that must not be read now. */
  public Set<TopicPartition> toPause() {
    // every watermark is asked at every turn, because each remembers on which way its level is
    Set<Priority> bufferFull = full(buffer);
    Set<Priority> retriesFull = full(retries);
    Set<TopicPartition> paused = new HashSet<>();
    for (Lease lease : leases.values()) {
      TopicPartition partition = lease.partition();
      boolean isRetry = WorkItem.isRetryTopic(partition.topic());
      boolean spanFull = spanFull(lease);
      Priority lane = Backlog.lane(partition.topic());
      if (draining
          || spanFull
          || bufferFull.contains(lane)
          || (isRetry && retriesFull.contains(lane))) {
        paused.add(partition);
      }
    }
    return paused;
  }

  private static Set<Priority> full(Backlog backlog) {
    Set<Priority> lanes = EnumSet.noneOf(Priority.class);
    for (Priority lane : Priority.values()) {
      if (backlog.isFull(lane)) {
        lanes.add(lane);
      }
    }
    return lanes;
  }

  private boolean spanFull(Lease lease) {
    Watermark mark = spans.get(lease.partition());
    return mark != null && mark.isFullAt(lease.tracker().span());
  }

  /** What should be committed now, of these partitions. */
  public Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
    for (Lease lease : leases.values()) {
      if (partitions.contains(lease.partition())) {
        lease.toCommit().ifPresent(offset -> commits.put(lease.partition(), offset));
      }
    }
    return commits;
  }

  /** Notes the offsets that were committed. */
  public void committed(Map<TopicPartition, OffsetAndMetadata> commits) {
    commits.forEach((partition, offset) -> {
      Lease lease = leases.get(partition);
      if (lease != null) {
        lease.committed(offset);
      }
    });
  }

  /** The partitions that this member owns. */
  public Set<TopicPartition> partitions() {
    return Set.copyOf(leases.keySet());
  }

  /** How many records are in flight, stale ones included: they still take their places. */
  public int inFlight() {
    return turns.inFlight();
  }

  /** True when no record is in flight, ready or waiting, and nothing is to end. */
  public boolean isIdle() {
    return !draining && inFlight() == 0 && readyCount() == 0 && waitingCount() == 0;
  }

  /** How many records of these partitions are in flight and not stale. */
  public int inFlight(Collection<TopicPartition> partitions) {
    return leases.values().stream()
        .filter(lease -> partitions.contains(lease.partition()))
        .mapToInt(Lease::inFlight)
        .sum();
  }

  /** How many records wait for the time of their next attempt. */
  public int waitingCount() {
    return waiting.size();
  }

  /** How many records wait for a free place or for their key. */
  public int readyCount() {
    return buffer.size();
  }

  /** How many records of a partition were read and are not finished. */
  public int openCount(TopicPartition partition) {
    Lease lease = leases.get(partition);
    return lease == null ? 0 : lease.tracker().openCount();
  }

  /** When the next waiting record is due. */
  public Optional<Instant> nextDue() {
    return waiting.nextDue();
  }

  private boolean isForOthers(ConsumerRecord<byte[], byte[]> source) {
    return LoopHeaders.text(source.headers(), LoopHeaders.GROUP)
        .filter(meant -> !meant.equals(group))
        .isPresent();
  }
}
