package io.tonework.models.batching;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tonework.models.ModelDiedException;
import io.tonework.models.ModelException;
import io.tonework.models.ModelMetric;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.RequestDroppedException.Reason;
import io.tonework.models.batching.BatchQueue.Item;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Groups requests of many threads into batches for one model, on one thread of its own.
 *
 * <p>A batch runs when it is full or when its first request has waited {@code maxWait}. A full line
 * refuses at once, which is the caller's signal to slow down. A batch that fails is run again one
 * by one, so that a bad request fails alone; an error of the virtual machine ends the batcher, see
 * {@link BatchThread}. Thread-safe; {@link #close} refuses new requests, runs those that wait and
 * returns.
 */
public final class MicroBatcher<I, O> implements AutoCloseable {
  private final String name;
  private final BatchSettings settings;
  private final Function<List<I>, List<O>> model;
  private final LongSupplier nanoClock;
  private final BatchQueue<I, O> queue;
  private final Timer queueTime;
  private final Timer runTime;
  private final DistributionSummary batchFill;
  private final Counter full;
  private final Counter late;
  private final Counter cancelled;
  private final BatchThread thread;

  /** Those who left the line last: whom the thread serves now, or turns away. */
  private BatchQueue.Run<I, O> running = new BatchQueue.Run<>(List.of(), List.of());

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
    this.thread = new BatchThread("batcher-" + name, name, new Served());
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
    batcher.thread.start();
    return batcher;
  }

  /**
   * Puts a request in line.
   *
   * @return completes with the output, or with the model's exception, or with a {@link
   *     RequestDroppedException} when it waited past its deadline; cancelling it while it waits
   *     takes it out of the line
   * @throws RequestDroppedException when the line is full or the batcher is closed
   * @throws io.tonework.models.ModelDiedException when the model's thread has died
   */
  public CompletableFuture<O> submit(I input) {
    Item<I, O> item = new Item<>(input, nanoClock.getAsLong());
    thread.enter(() -> {
      if (!queue.offer(item)) {
        full.increment();
        throw new RequestDroppedException(
            Reason.FULL,
            settings.queueLimit()
                + " requests wait for the model "
                + name
                + " already; lower max-in-flight or add workers");
      }
    });
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
    return thread.await(submit(input));
  }

  private int waiting() {
    return thread.locked(queue::size);
  }

  private void forget(Item<I, O> item) {
    if (item.result().isCancelled() && thread.locked(() -> queue.remove(item))) {
      cancelled.increment();
    }
  }

  /** Runs what is due now; false when nothing is. For tests without a thread. */
  boolean step() {
    return thread.step();
  }

  /** The line as its thread sees it. */
  private final class Served implements BatchThread.Line {
    @Override
    public BatchThread.Turn next() {
      long now = nanoClock.getAsLong();
      return switch (queue.next(now)) {
        case BatchQueue.Run<I, O> due -> {
          running = due;
          yield new BatchThread.Work(() -> run(due));
        }
        case BatchQueue.WaitUntil<I, O>(long nanos) -> new BatchThread.Wait(nanos - now);
        case BatchQueue.Idle<I, O> _ -> new BatchThread.Idle();
      };
    }

    @Override
    public void drain() {
      queue.drain();
    }

    @Override
    public void abandon(ModelDiedException death) {
      running.late().forEach(item -> item.result().completeExceptionally(death));
      running.batch().forEach(item -> item.result().completeExceptionally(death));
      thread.locked(queue::removeAll).forEach(item -> item.result().completeExceptionally(death));
    }

    @Override
    public void end() {
      // the model is its owner's to close
    }
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
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
