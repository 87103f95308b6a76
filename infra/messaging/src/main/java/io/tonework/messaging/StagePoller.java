package io.tonework.messaging;

import io.tonework.contracts.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thin shell around {@link StageCore}: polls, hands over, pauses, commits.
 *
 * <p>One thread calls {@link #step} again and again; it never waits for work, so the group sees it
 * alive however long a handler takes. Workers report from their own threads, and a free place is
 * filled at once, without waiting for a poll to return. Everything but the consumer is guarded by
 * one lock.
 */
final class StagePoller {
  private static final Logger log = LoggerFactory.getLogger(StagePoller.class);

  private final StageDefinition stage;
  private final Consumer<byte[], byte[]> consumer;
  private final StageWorker worker;
  private final Launcher launcher;
  private final Clock clock;
  private final LoopLimits limits;
  private final StageMeters meters;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private final StageCore core;
  private final IdentityHashMap<WorkItem, Runnable> interrupters = new IdentityHashMap<>();
  private final Rebalance rebalance = new Rebalance();
  private Optional<FatalException> failure = Optional.empty();
  private Instant lastCommit = Instant.EPOCH;
  private boolean commitUnderWay;
  private Optional<Instant> drainDeadline = Optional.empty();
  private volatile boolean drainWanted;
  private volatile boolean joined;

  StagePoller(
      StageDefinition stage,
      Consumer<byte[], byte[]> consumer,
      StageWorker worker,
      Launcher launcher,
      Clock clock,
      LoopLimits limits,
      StageMeters meters) {
    this.stage = stage;
    this.consumer = consumer;
    this.worker = worker;
    this.launcher = launcher;
    this.clock = clock;
    this.limits = limits;
    this.meters = meters;
    this.core = new StageCore(stage.group(), stage.input()::owner, stage.maxInFlight(), limits);
    meters.watch(
        () -> ask(core::inFlight), () -> ask(core::readyCount), () -> ask(core::waitingCount));
  }

  /** What a rebalance calls. */
  ConsumerRebalanceListener rebalance() {
    return rebalance;
  }

  /** Joins the group, to read the stage's topics and their retry topics. */
  void subscribe() {
    Set<String> topics = new TreeSet<>(stage.topics());
    stage.topics().forEach(topic -> topics.add(Topics.retry(topic)));
    consumer.subscribe(topics, rebalance);
  }

  /**
   * One turn: polls, begins what is due, pauses and resumes, commits.
   *
   * @return false when the loop has come to its end: it drained, or a fatal fault stopped it
   */
  boolean step() {
    try {
      for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(limits.poll())) {
        offer(polled);
      }
      joined = joined || consumer.groupMetadata().generationId() > 0;
      beginDrain();
      dispatch();
      steer();
      if (clock.instant().isAfter(lastCommit.plus(limits.commitEvery()))) {
        commitAsync();
        measureLag();
        lastCommit = clock.instant();
      }
    } catch (RetriableException e) {
      log.atWarn().addKeyValue("stage", stage.name()).setCause(e).log("Kafka fails for the moment");
    } catch (KafkaException e) {
      stop(new FatalException("Kafka refuses the consumer of stage " + stage.name() + ": " + e, e));
    }
    return !isAtItsEnd();
  }

  private void offer(ConsumerRecord<byte[], byte[]> polled) {
    boolean wanted = ask(() -> core.offer(polled, clock.instant()));
    if (!wanted) {
      meters.count(StageMetric.SKIPPED, polled.topic());
    }
  }

  /** Begins as much work as there is room for; called from the poller and from workers. */
  private void dispatch() {
    lock.lock();
    try {
      if (failure.isPresent()) {
        return;
      }
      for (WorkItem item : core.take(clock.instant())) {
        // a launcher that works at once would report before its interrupter is noted
        interrupters.put(item, () -> {});
        Runnable interrupter = launcher.launch(() -> work(item));
        interrupters.computeIfPresent(item, (_, _) -> interrupter);
      }
    } finally {
      lock.unlock();
    }
  }

  private void work(WorkItem item) {
    Settlement settlement;
    try {
      settlement = worker.work(item);
    } catch (Throwable e) {
      settlement = new Settlement.Stop(new FatalException("the stage loop itself failed: " + e, e));
    }
    settle(item, settlement);
    dispatch();
  }

  private void settle(WorkItem item, Settlement settlement) {
    lock.lock();
    try {
      interrupters.remove(item);
      switch (settlement) {
        case Settlement.Completed _ -> core.completed(item);
        case Settlement.Again(WorkItem next) -> core.again(next);
        case Settlement.Dropped _ -> core.dropped(item);
        case Settlement.Stop(FatalException cause) -> {
          core.dropped(item);
          stop(cause);
        }
      }
      settled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void stop(FatalException cause) {
    lock.lock();
    try {
      if (failure.isEmpty()) {
        failure = Optional.of(cause);
        core.drain();
        log.atError().addKeyValue("stage", stage.name()).setCause(cause).log("stage stops");
      }
    } finally {
      lock.unlock();
    }
  }

  private void beginDrain() {
    if (drainWanted && drainDeadline.isEmpty()) {
      drainDeadline = Optional.of(clock.instant().plus(stage.drainTimeout()));
      tell(core::drain);
    }
  }

  private boolean isAtItsEnd() {
    lock.lock();
    try {
      boolean drained =
          drainDeadline
              .filter(deadline -> core.inFlight() == 0 || !clock.instant().isBefore(deadline))
              .isPresent();
      return drained || failure.isPresent();
    } finally {
      lock.unlock();
    }
  }

  private void steer() {
    Set<TopicPartition> wanted = ask(core::toPause);
    Set<TopicPartition> paused = consumer.paused();
    Set<TopicPartition> toPause = new HashSet<>(wanted);
    toPause.removeAll(paused);
    Set<TopicPartition> toResume = new HashSet<>(paused);
    toResume.removeAll(wanted);
    // a partition may have left since; Kafka refuses to hear of such
    toPause.retainAll(consumer.assignment());
    toResume.retainAll(consumer.assignment());
    consumer.pause(toPause);
    consumer.resume(toResume);
  }

  private void commitAsync() {
    if (commitUnderWay) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> commits = ask(() -> core.toCommit(core.partitions()));
    if (commits.isEmpty()) {
      return;
    }
    commitUnderWay = true;
    consumer.commitAsync(
        commits,
        (done, fault) -> {
          commitUnderWay = false;
          if (fault == null) {
            tell(() -> core.committed(done));
          } else {
            // a rebalance is under way, or Kafka is away: the next commit says the same or more
            log.atInfo()
                .addKeyValue("stage", stage.name())
                .addKeyValue("why", String.valueOf(fault.getMessage()))
                .log("commit failed, the next one will do");
          }
        });
  }

  private void commitSync(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> commits = ask(() -> core.toCommit(partitions));
    if (commits.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(commits, limits.callTimeout());
      tell(() -> core.committed(commits));
    } catch (KafkaException e) {
      // what is not committed is handled again, which every handler must bear
      log.atWarn().addKeyValue("stage", stage.name()).setCause(e).log("last commit failed");
    }
  }

  private void measureLag() {
    Map<String, Long> lagByTopic = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      long unread = consumer.currentLag(partition).orElse(0);
      int open = ask(() -> core.openCount(partition));
      lagByTopic.merge(partition.topic(), unread + open, Long::sum);
    }
    lagByTopic.forEach(meters::lag);
  }

  /** Asks for the loop to drain; any thread. */
  void drain() {
    drainWanted = true;
  }

  /** Ends what is still in flight, commits what is finished, leaves the group. */
  void finish() {
    commitSync(ask(core::partitions));
    abandon(ask(core::partitions));
    try {
      consumer.close(CloseOptions.timeout(limits.callTimeout()));
    } catch (KafkaException e) {
      log.atWarn().addKeyValue("stage", stage.name()).setCause(e).log("cannot leave the group");
    }
    meters.close();
  }

  /** True once the group has admitted this member, until the loop drains or stops. */
  boolean isReady() {
    return joined && !drainWanted && failure().isEmpty();
  }

  /** Why the loop stopped by itself. */
  Optional<FatalException> failure() {
    return ask(() -> failure);
  }

  /** Waits until nothing is in flight on these partitions, in real time. */
  private void awaitInFlight(Collection<TopicPartition> partitions, Duration longest) {
    long left = longest.toNanos();
    lock.lock();
    try {
      while (core.inFlight(partitions) > 0 && left > 0) {
        left = settled.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Lets partitions go: their work in flight is stale from now on, and interrupted. */
  private void abandon(Collection<TopicPartition> partitions) {
    lock.lock();
    try {
      core.revoke(partitions);
      interrupters
          .entrySet()
          .removeIf(running -> {
            boolean stale = running.getKey().lease().isStale();
            if (stale) {
              running.getValue().run();
            }
            return stale;
          });
    } finally {
      lock.unlock();
    }
  }

  private <T> T ask(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private void tell(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /** What a rebalance does to the loop; called from within poll and close. */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> committed = committed(partitions);
      lock.lock();
      try {
        for (TopicPartition partition : partitions) {
          core.assign(partition, doneBeyond(committed.get(partition)));
        }
      } finally {
        lock.unlock();
      }
      joined = true;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(
        Collection<TopicPartition> partitions) {
      if (partitions.isEmpty()) {
        return Map.of();
      }
      try {
        return consumer.committed(Set.copyOf(partitions), limits.callTimeout());
      } catch (RetriableException e) {
        // without the metadata some finished work is done again, no more
        log.atWarn().addKeyValue("stage", stage.name()).setCause(e).log("no commits to read");
        return Map.of();
      }
    }

    private Set<Long> doneBeyond(@Nullable OffsetAndMetadata committed) {
      return committed == null
          ? Set.of()
          : OffsetRuns.decode(committed.offset(), committed.metadata());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      tell(() -> core.forgetUnbegun(partitions));
      awaitInFlight(partitions, limits.revokeGrace());
      commitSync(partitions);
      abandon(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      // another member may own them already: to commit would undo its progress
      abandon(partitions);
    }
  }
}
