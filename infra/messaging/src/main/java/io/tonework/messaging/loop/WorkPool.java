package io.tonework.messaging.loop;

import io.tonework.messaging.queue.LoopLimits;
import io.tonework.messaging.queue.StageCore;
import io.tonework.messaging.queue.WorkItem;
import io.tonework.messaging.stage.FatalException;
import io.tonework.messaging.stage.StageDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The core under a lock, and the work that it has begun. Workers report here from their own threads
 * and fill the place that they free at once, without waiting for a poll to return. Thread-safe.
 */
final class WorkPool {
  private static final Logger log = LoggerFactory.getLogger(WorkPool.class);

  private final StageDefinition stage;
  private final StageCore core;
  private final StageWorker worker;
  private final Launcher launcher;
  private final Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private final IdentityHashMap<WorkItem, Runnable> interrupters = new IdentityHashMap<>();
  private Optional<FatalException> failure = Optional.empty();
  private Optional<Instant> drainDeadline = Optional.empty();

  WorkPool(
      StageDefinition stage,
      LoopLimits limits,
      StageWorker worker,
      Launcher launcher,
      Clock clock) {
    this.stage = stage;
    this.core =
        new StageCore(
            stage.group(), stage.input()::owner, stage.maxInFlight(), stage.bulkBeside(), limits);
    this.worker = worker;
    this.launcher = launcher;
    this.clock = clock;
  }

  /** Asks the core while nothing else changes it. */
  <T> T ask(Function<StageCore, T> question) {
    lock.lock();
    try {
      return question.apply(core);
    } finally {
      lock.unlock();
    }
  }

  /** Changes the core with the lock held. */
  void tell(Consumer<StageCore> change) {
    lock.lock();
    try {
      change.accept(core);
    } finally {
      lock.unlock();
    }
  }

  /** Begins as much work as there is room for. */
  void dispatch() {
    lock.lock();
    try {
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

  /** Begins nothing any more, because this process cannot work; the first cause is kept. */
  void stop(FatalException cause) {
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

  /** Begins nothing any more, and gives what is in flight the drain timeout. */
  void drain() {
    lock.lock();
    try {
      if (drainDeadline.isEmpty()) {
        drainDeadline = Optional.of(clock.instant().plus(stage.drainTimeout()));
        core.drain();
      }
    } finally {
      lock.unlock();
    }
  }

  /** True when it was stopped, or was drained, be it because the time for that is over. */
  boolean isAtItsEnd() {
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

  /** When a drain is over at the latest; empty when none was asked for. */
  Optional<Instant> drainDeadline() {
    lock.lock();
    try {
      return drainDeadline;
    } finally {
      lock.unlock();
    }
  }

  /** Why it was stopped. */
  Optional<FatalException> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is in flight on these partitions, in real time. */
  void awaitInFlight(Collection<TopicPartition> partitions, Duration longest) {
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
  void abandon(Collection<TopicPartition> partitions) {
    lock.lock();
    try {
      core.revoke(partitions);
      interrupters
          .entrySet()
          .removeIf(running -> {
            boolean stale = running.getKey().isStale();
            if (stale) {
              running.getValue().run();
            }
            return stale;
          });
    } finally {
      lock.unlock();
    }
  }
}
