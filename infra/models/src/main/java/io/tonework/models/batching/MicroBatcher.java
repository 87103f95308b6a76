package io.tonework.models.batching;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tonework.models.ModelException;
import io.tonework.models.ModelMetric;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.RequestDroppedException.Reason;
import io.tonework.models.batching.BatchQueue.Item;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Groups requests of many threads into batches for one model, on one thread of its own.
 *
 * <p>A batch runs when it is full or when its first request has waited {@code maxWait}. A full line
 * refuses at once, which is the caller's signal to slow down. A batch that fails is run again one
 * by one, so that a bad request fails alone. Thread-safe; {@link #close} refuses new requests, runs
 * those that wait and returns.
 */
public final class MicroBatcher<I, O> implements AutoCloseable {
  private final String name;
  private final BatchSettings settings;
  private final Function<List<I>, List<O>> model;
  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final BatchQueue<I, O> queue;
  private final Timer queueTime;
  private final Timer runTime;
  private final DistributionSummary batchFill;
  private final Counter full;
  private final Counter late;
  private final Counter cancelled;
  private final Thread worker;
  private boolean closed;

  /** Package-private for tests, which step it by hand with a clock of their own. */
  MicroBatcher(
      String name,
      BatchSettings settings,
      Function<List<I>, List<O>> model,
      MeterRegistry registry,
      LongSupplier nanoClock) {
    this.name = name;
    this.settings = settings;
    this.model = model;
    this.nanoClock = nanoClock;
    this.queue = new BatchQueue<>(settings);
    this.queueTime = ModelMetric.QUEUE_TIME.timer(registry, name);
    this.runTime = ModelMetric.RUN_TIME.timer(registry, name);
    this.batchFill = ModelMetric.BATCH_FILL.summary(registry, name);
    this.full = ModelMetric.DROPPED.counter(registry, name, "full");
    this.late = ModelMetric.DROPPED.counter(registry, name, "expired");
    this.cancelled = ModelMetric.DROPPED.counter(registry, name, "cancelled");
    ModelMetric.WAITING.gauge(registry, name, this::waiting);
    this.worker = Thread.ofPlatform().name("batcher-" + name).daemon().unstarted(this::loop);
  }

  /**
   * Starts a batcher.
   *
   * @param name the tag of its metrics
   * @param model takes at most {@code maxBatch} inputs, gives one output per input, in order
   */
  public static <I, O> MicroBatcher<I, O> start(
      String name,
      BatchSettings settings,
      Function<List<I>, List<O>> model,
      MeterRegistry registry) {
    MicroBatcher<I, O> batcher =
        new MicroBatcher<>(name, settings, model, registry, System::nanoTime);
    batcher.worker.start();
    return batcher;
  }

  /**
   * Puts a request in line.
   *
   * @return completes with the output, or with the model's exception, or with a {@link
   *     RequestDroppedException} when it waited past its deadline; cancelling it while it waits
   *     takes it out of the line
   * @throws RequestDroppedException when the line is full or the batcher is closed
   */
  public CompletableFuture<O> submit(I input) {
    Item<I, O> item = new Item<>(input, nanoClock.getAsLong());
    lock.lock();
    try {
      if (closed) {
        throw new RequestDroppedException(Reason.CLOSED, "the batcher " + name + " is closed");
      }
      if (!queue.offer(item)) {
        full.increment();
        throw new RequestDroppedException(
            Reason.FULL,
            settings.queueLimit()
                + " requests wait for the model "
                + name
                + " already; lower max-in-flight or add workers");
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
    var _ = item.result().whenComplete((_, _) -> forget(item));
    return item.result();
  }

  /**
   * Puts a request in line and waits for its output. An interrupt takes it out of the line.
   *
   * @throws RequestDroppedException when it never reached the model
   * @throws RuntimeException of the model
   */
  public O call(I input) throws InterruptedException {
    CompletableFuture<O> result = submit(input);
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new ModelException("the model " + name + " failed: " + e.getCause(), e.getCause());
    }
  }

  private int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private void forget(Item<I, O> item) {
    if (!item.result().isCancelled()) {
      return;
    }
    lock.lock();
    try {
      if (queue.remove(item)) {
        cancelled.increment();
      }
    } finally {
      lock.unlock();
    }
  }

  private void loop() {
    Optional<BatchQueue.Run<I, O>> due = awaitRun();
    while (due.isPresent()) {
      run(due.get());
      due = awaitRun();
    }
  }

  /** Blocks until a batch is due; empty when the batcher is closed and nothing waits. */
  private Optional<BatchQueue.Run<I, O>> awaitRun() {
    boolean interrupted = false;
    lock.lock();
    try {
      while (true) {
        try {
          long now = nanoClock.getAsLong();
          switch (queue.next(now)) {
            case BatchQueue.Run<I, O> run -> {
              return Optional.of(run);
            }
            case BatchQueue.WaitUntil<I, O>(long nanos) -> changed.awaitNanos(nanos - now);
            case BatchQueue.Idle<I, O> _ when closed -> {
              return Optional.empty();
            }
            case BatchQueue.Idle<I, O> _ -> changed.await();
          }
        } catch (InterruptedException e) {
          // whoever interrupts this thread wants it to end: finish what waits, take nothing new
          interrupted = true;
          closed = true;
          queue.drain();
        }
      }
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs what is due now; false when nothing is. For tests without a thread. */
  boolean step() {
    BatchQueue.Decision<I, O> decision;
    lock.lock();
    try {
      decision = queue.next(nanoClock.getAsLong());
    } finally {
      lock.unlock();
    }
    if (decision instanceof BatchQueue.Run<I, O> run) {
      run(run);
      return true;
    }
    return false;
  }

  private void run(BatchQueue.Run<I, O> due) {
    for (Item<I, O> item : due.late()) {
      late.increment();
      item.result()
          .completeExceptionally(
              new RequestDroppedException(
                  Reason.EXPIRED,
                  "waited longer than " + settings.deadline() + " for the model " + name));
    }
    List<Item<I, O>> batch = due.batch();
    if (batch.isEmpty()) {
      return;
    }
    long start = nanoClock.getAsLong();
    for (Item<I, O> item : batch) {
      queueTime.record(start - item.arrivedNanos(), TimeUnit.NANOSECONDS);
    }
    batchFill.record((double) batch.size() / settings.maxBatch());
    runTogether(batch);
    runTime.record(nanoClock.getAsLong() - start, TimeUnit.NANOSECONDS);
  }

  private void runTogether(List<Item<I, O>> batch) {
    try {
      List<O> outputs = model.apply(batch.stream().map(Item::input).toList());
      if (outputs.size() != batch.size()) {
        throw new ModelException(
            "the model " + name + " gave " + outputs.size() + " outputs for " + batch.size(), null);
      }
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result().complete(outputs.get(i));
      }
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.getFirst().result().completeExceptionally(e);
      } else {
        batch.forEach(item -> runTogether(List.of(item)));
      }
    } catch (Error e) {
      // the callers must not wait for ever for a thread that is about to die
      batch.forEach(item -> item.result().completeExceptionally(e));
      throw e;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      queue.drain();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
