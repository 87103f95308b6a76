package io.tonework.models.batching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The waiting line of a {@link MicroBatcher}: who runs now, who came too late. Knows time only as a
 * number that it is given. Not thread-safe.
 */
final class BatchQueue<I, O> {
  /** A waiting request, equal only to itself; its future is the caller's. */
  static final class Item<I, O> {
    private final I input;
    private final long arrivedNanos;
    private final CompletableFuture<O> result = new CompletableFuture<>();

    Item(I input, long arrivedNanos) {
      this.input = input;
      this.arrivedNanos = arrivedNanos;
    }

    I input() {
      return input;
    }

    long arrivedNanos() {
      return arrivedNanos;
    }

    CompletableFuture<O> result() {
      return result;
    }
  }

  /** What to do now. */
  sealed interface Decision<I, O> {}

  /** Run the batch together, and turn those away who have waited past their deadline. */
  record Run<I, O>(List<Item<I, O>> batch, List<Item<I, O>> late) implements Decision<I, O> {}

  /** Nothing is due before that time. */
  record WaitUntil<I, O>(long nanos) implements Decision<I, O> {}

  /** Nothing waits. */
  record Idle<I, O>() implements Decision<I, O> {}

  private final BatchSettings settings;
  private final ArrayDeque<Item<I, O>> waiting = new ArrayDeque<>();
  private boolean draining;

  BatchQueue(BatchSettings settings) {
    this.settings = settings;
  }

  /** Adds an item; false when the line is full. */
  boolean offer(Item<I, O> item) {
    return waiting.size() < settings.queueLimit() && waiting.add(item);
  }

  /** Takes an item out; false when it is not waiting any more. */
  boolean remove(Item<I, O> item) {
    return waiting.remove(item);
  }

  /** Removes all requests and returns them. */
  List<Item<I, O>> removeAll() {
    List<Item<I, O>> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /** From now on a batch runs without waiting for more requests. */
  void drain() {
    draining = true;
  }

  /** Decides, and takes those out of the line who leave it now. */
  Decision<I, O> next(long nowNanos) {
    List<Item<I, O>> late = new ArrayList<>();
    while (isFirstOlderThan(settings.deadline(), nowNanos)) {
      late.add(waiting.removeFirst());
    }
    boolean due =
        waiting.size() >= settings.maxBatch()
            || draining
            || !isFirstYoungerThan(settings.maxWait(), nowNanos);
    List<Item<I, O>> batch = new ArrayList<>(settings.maxBatch());
    while (due && !waiting.isEmpty() && batch.size() < settings.maxBatch()) {
      batch.add(waiting.removeFirst());
    }
    if (!batch.isEmpty() || !late.isEmpty()) {
      return new Run<>(batch, late);
    }
    return waiting.isEmpty()
        ? new Idle<>()
        : new WaitUntil<>(waiting.getFirst().arrivedNanos() + settings.maxWait().toNanos());
  }

  private boolean isFirstOlderThan(Duration age, long nowNanos) {
    return !waiting.isEmpty() && nowNanos - waiting.getFirst().arrivedNanos() > age.toNanos();
  }

  private boolean isFirstYoungerThan(Duration age, long nowNanos) {
    return !waiting.isEmpty() && nowNanos - waiting.getFirst().arrivedNanos() < age.toNanos();
  }

  int size() {
    return waiting.size();
  }
}
