package io.tonework.feedback.view;

import io.tonework.messaging.stage.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Folds many events at once, those of one key in order. A fold spends most of its time waiting for
 * Redis, so 32 lanes wait side by side. For one caller at a time.
 */
final class KeyedFolds implements AutoCloseable {
  private static final int LANES = 32;
  private static final int MAX_WAITING = 4_096;

  private final Consumer<Delivery> fold;
  private final List<ExecutorService> lanes = new ArrayList<>();
  private final Semaphore room = new Semaphore(MAX_WAITING);
  private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();

  /**
   * Folds on those lanes.
   *
   * @param lane opens one; work that it is given runs in order
   */
  KeyedFolds(Consumer<Delivery> fold, Supplier<ExecutorService> lane) {
    this.fold = fold;
    for (int i = 0; i < LANES; i++) {
      lanes.add(lane.get());
    }
  }

  /** A lane on a virtual thread of its own. */
  static ExecutorService virtualThread() {
    return Executors.newSingleThreadExecutor(Thread.ofVirtual().name("fold").factory());
  }

  /**
   * Folds an event soon; waits while too many wait already.
   *
   * @throws RuntimeException what an earlier fold threw
   */
  void add(Delivery delivery) {
    throwFault();
    room.acquireUninterruptibly();
    lanes
        .get(Math.floorMod(delivery.event().key().hashCode(), LANES))
        .execute(() -> {
          try {
            if (fault.get() == null) {
              fold.accept(delivery);
            }
          } catch (RuntimeException e) {
            fault.compareAndSet(null, e);
          } finally {
            room.release();
          }
        });
  }

  /**
   * Waits until everything is folded.
   *
   * @throws RuntimeException what a fold threw
   */
  void finish() {
    room.acquireUninterruptibly(MAX_WAITING);
    room.release(MAX_WAITING);
    throwFault();
  }

  private void throwFault() {
    RuntimeException thrown = fault.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  @Override
  public void close() {
    lanes.forEach(ExecutorService::shutdown);
  }
}
