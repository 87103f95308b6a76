package io.tonework.messaging.loop;

import io.tonework.contracts.Topics;
import io.tonework.messaging.queue.LoopLimits;
import io.tonework.messaging.queue.OffsetRuns;
import io.tonework.messaging.queue.StageCore;
import io.tonework.messaging.stage.FatalException;
import io.tonework.messaging.stage.StageDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thin shell between Kafka's consumer and {@link StageCore}: polls, hands over, pauses,
 * commits.
 *
 * <p>One thread calls {@link #step} again and again; it never waits for work, so the group sees it
 * alive however long a handler takes. Only {@link #drain}, {@link #isReady} and {@link #failure}
 * are for other threads.
 */
final class StagePoller {
  private static final Logger log = LoggerFactory.getLogger(StagePoller.class);

  private final StageDefinition stage;
  private final Consumer<byte[], byte[]> consumer;
  private final WorkPool work;
  private final Clock clock;
  private final LoopLimits limits;
  private final StageMeters meters;
  private final Rebalance rebalance = new Rebalance();
  private Instant lastCommit = Instant.EPOCH;
  private boolean commitUnderWay;
  private volatile boolean drainWanted;
  private volatile boolean joined;

  StagePoller(
      StageDefinition stage,
      Consumer<byte[], byte[]> consumer,
      WorkPool work,
      Clock clock,
      LoopLimits limits,
      StageMeters meters) {
    this.stage = stage;
    this.consumer = consumer;
    this.work = work;
    this.clock = clock;
    this.limits = limits;
    this.meters = meters;
    meters.watch(
        () -> work.ask(StageCore::inFlight),
        () -> work.ask(StageCore::readyCount),
        () -> work.ask(StageCore::waitingCount));
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
      for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(longestPoll())) {
        offer(polled);
      }
      joined = joined || consumer.groupMetadata().generationId() > 0;
      work.dispatch();
      steer();
      if (clock.instant().isAfter(lastCommit.plus(limits.commitEvery()))) {
        commitAsync();
        measureLag();
        lastCommit = clock.instant();
      }
    } catch (RetriableException e) {
      warn("Kafka fails for the moment", e);
    } catch (KafkaException e) {
      work.stop(
          new FatalException("Kafka refuses the consumer of stage " + stage.name() + ": " + e, e));
    }
    return !work.isAtItsEnd();
  }

  /** A poll returns with the first record anyway: without work nothing else needs a turn soon. */
  private Duration longestPoll() {
    return joined && work.ask(StageCore::isIdle) ? limits.idlePoll() : limits.poll();
  }

  private void offer(ConsumerRecord<byte[], byte[]> polled) {
    boolean wanted = work.ask(core -> core.offer(polled, clock.instant()));
    if (!wanted) {
      meters.count(StageMetric.SKIPPED, polled.topic());
    }
  }

  private void steer() {
    Set<TopicPartition> wanted = work.ask(StageCore::toPause);
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
    Map<TopicPartition, OffsetAndMetadata> commits =
        work.ask(core -> core.toCommit(core.partitions()));
    if (commits.isEmpty()) {
      return;
    }
    commitUnderWay = true;
    consumer.commitAsync(
        commits,
        (done, fault) -> {
          commitUnderWay = false;
          if (fault == null) {
            work.tell(core -> core.committed(done));
          } else {
            // a rebalance is under way, or Kafka is away: the next commit says the same or more
            log.atInfo()
                .addKeyValue("stage", stage.name())
                .addKeyValue("why", String.valueOf(fault.getMessage()))
                .log("commit failed, the next one will do");
          }
        });
  }

  /** True when nothing is left to commit. */
  private boolean commitSync(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> commits = work.ask(core -> core.toCommit(partitions));
    if (commits.isEmpty()) {
      return true;
    }
    try {
      consumer.commitSync(commits, limits.callTimeout());
      work.tell(core -> core.committed(commits));
      return true;
    } catch (KafkaException e) {
      // what is not committed is handled again, which every handler must bear
      warn("last commit failed", e);
      return false;
    }
  }

  /**
   * Commits all that is finished before this member leaves. While the group rebalances, as it does
   * when several members go at once, it takes no commit, and only polls bring a rebalance to its
   * end.
   */
  private void commitBeforeLeaving() {
    Instant now = clock.instant();
    Instant soon = now.plus(limits.callTimeout());
    Instant giveUp = work.drainDeadline().filter(soon::isBefore).orElse(soon);
    long polls = Duration.between(now, giveUp).dividedBy(limits.poll());
    while (!commitSync(work.ask(StageCore::partitions))
        && polls-- > 0
        && clock.instant().isBefore(giveUp)) {
      try {
        // nothing is begun any more: what is read now is left to the next owner
        ConsumerRecords<byte[], byte[]> _ = consumer.poll(limits.poll());
      } catch (KafkaException e) {
        warn("Kafka fails for the moment", e);
        return;
      }
    }
  }

  private void measureLag() {
    Map<String, Long> lagByTopic = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      long unread = consumer.currentLag(partition).orElse(0);
      int open = work.ask(core -> core.openCount(partition));
      lagByTopic.merge(partition.topic(), unread + open, Long::sum);
    }
    meters.lag(lagByTopic);
  }

  /** Begins nothing any more; the time for what is in flight runs from now on. */
  void drain() {
    drainWanted = true;
    work.drain();
  }

  /** Ends what is still in flight, commits what is finished, leaves the group. */
  void finish() {
    commitBeforeLeaving();
    work.abandon(work.ask(StageCore::partitions));
    try {
      consumer.close(CloseOptions.timeout(limits.callTimeout()));
    } catch (KafkaException e) {
      warn("cannot leave the group", e);
    }
    meters.close();
  }

  /** True once the group has admitted this member, until the loop drains or stops. */
  boolean isReady() {
    return joined && !drainWanted && failure().isEmpty();
  }

  /** Why the loop stopped by itself. */
  Optional<FatalException> failure() {
    return work.failure();
  }

  private void warn(String message, Exception cause) {
    log.atWarn().addKeyValue("stage", stage.name()).setCause(cause).log(message);
  }

  /** What a rebalance does to the loop; called from within poll and close. */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> committed = committed(partitions);
      for (TopicPartition partition : partitions) {
        Set<Long> doneBeyond = doneBeyond(committed.get(partition));
        work.tell(core -> core.assign(partition, doneBeyond));
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
        warn("no commits to read", e);
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
      work.tell(core -> core.forgetUnbegun(partitions));
      work.awaitInFlight(partitions, limits.revokeGrace());
      boolean _ = commitSync(partitions);
      work.abandon(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      // another member may own them already: to commit would undo its progress
      work.abandon(partitions);
    }
  }
}
