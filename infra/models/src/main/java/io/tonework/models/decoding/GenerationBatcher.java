package io.tonework.models.decoding;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.models.GenerationException;
import io.tonework.models.ModelDiedException;
import io.tonework.models.ModelException;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.RequestDroppedException.Reason;
import io.tonework.models.batching.BatchThread;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.decoding.GenerationQueue.Ticket;
import io.tonework.models.grammar.Grammar;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Continuous batching of answers on one thread of its own: between any two steps of the decoder,
 * answers that are finished, cancelled or late leave, and waiting ones join.
 *
 * <p>A full line refuses at once, which is the caller's signal to slow down; see {@link
 * GenerationQueue} for who goes first. An error of the virtual machine ends the batcher, see {@link
 * BatchThread}. Thread-safe; {@link #close} refuses new requests, writes those that wait and
 * returns.
 */
public final class GenerationBatcher implements AutoCloseable {
  private final String name;
  private final GenerationSettings settings;
  private final LongSupplier nanoClock;
  private final GenerationQueue queue;
  private final GenerationMetrics metrics;
  private final GenerationRounds rounds;
  private final BatchThread thread;

  /**
   * One that does not run yet.
   *
   * @param name the tag of its metrics
   * @param decoder stays the caller's to close, after this
   * @param nanoClock in nanoseconds, from any start
   */
  public GenerationBatcher(
      String name,
      GenerationSettings settings,
      Grammar grammar,
      LanguageSpec spec,
      Decoder decoder,
      MeterRegistry registry,
      LongSupplier nanoClock) {
    this.name = name;
    this.settings = settings;
    this.nanoClock = nanoClock;
    this.queue = new GenerationQueue(settings);
    this.metrics = new GenerationMetrics(registry, name, queue::size);
    this.rounds =
        new GenerationRounds(name, settings, grammar, spec, decoder, queue, metrics, nanoClock);
    this.thread = new BatchThread("decoder-" + name, name, new Served());
  }

  /** Starts its thread. */
  public GenerationBatcher start() {
    thread.start();
    return this;
  }

  /**
   * Puts a request in line.
   *
   * @return completes with the answer, or with a {@link GenerationException}, a {@link
   *     ModelException}, or a {@link RequestDroppedException} when it took past its deadline;
   *     cancelling it takes it out of the line or the batch
   * @throws RequestDroppedException when the line is full or the batcher is closed
   * @throws ModelDiedException when the decoder's thread has died
   */
  public CompletableFuture<Answer> submit(GenerationRequest request) {
    Ticket ticket = new Ticket(request, nanoClock.getAsLong());
    thread.enter(() -> {
      switch (queue.offer(ticket)) {
        case GenerationQueue.Waits _ -> {}
        case GenerationQueue.Displaces(Ticket other) -> {
          metrics.full();
          other.result().completeExceptionally(full());
        }
        case GenerationQueue.Full _ -> {
          metrics.full();
          throw full();
        }
      }
    });
    return ticket.result();
  }

  private RequestDroppedException full() {
    return new RequestDroppedException(
        Reason.FULL,
        settings.queueLimit()
            + " answers wait for the decoder "
            + name
            + " already; lower max-in-flight or add workers");
  }

  /**
   * Puts a request in line and waits for its answer. An interrupt takes it out.
   *
   * @throws RequestDroppedException when it was not written in time
   * @throws GenerationException when no well-formed answer can be written
   * @throws ModelException when the decoder cannot be run
   */
  public Answer call(GenerationRequest request) throws InterruptedException {
    return thread.await(submit(request));
  }

  /** One round: leave, join, decode. For tests without a thread. */
  void step() {
    rounds.step();
  }

  /** The line as its thread sees it. */
  private final class Served implements BatchThread.Line {
    @Override
    public BatchThread.Turn next() {
      return rounds.isIdle() ? new BatchThread.Idle() : new BatchThread.Work(rounds::round);
    }

    @Override
    public void drain() {
      // nobody waits for company here
    }

    @Override
    public void abandon(ModelDiedException death) {
      rounds.abandon(death);
    }

    @Override
    public void end() {
      rounds.close();
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
