package io.tonework.models.decoding;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.models.GenerationException;
import io.tonework.models.ModelException;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.RequestDroppedException.Reason;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.decoding.GenerationQueue.Ticket;
import io.tonework.models.grammar.Grammar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Continuous batching of answers on one thread of its own: between any two steps of the decoder,
 * answers that are finished, cancelled or late leave, and waiting ones join.
 *
 * <p>A full line refuses at once, which is the caller's signal to slow down; see {@link
 * GenerationQueue} for who goes first. Thread-safe; {@link #close} refuses new requests, writes
 * those that wait and returns.
 */
public final class GenerationBatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GenerationBatcher.class);

  private final String name;
  private final GenerationSettings settings;
  private final Grammar grammar;
  private final LanguageSpec spec;
  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final GenerationQueue queue;
  private final GenerationMetrics metrics;
  private final DecodeBatch batch;
  private final Map<DecodeRow, Ticket> tickets = new LinkedHashMap<>();
  private final Thread worker;
  private boolean closed;

  /** Package-private for tests, which step it by hand with a clock of their own. */
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
    this.grammar = grammar;
    this.spec = spec;
    this.nanoClock = nanoClock;
    this.queue = new GenerationQueue(settings);
    this.metrics = new GenerationMetrics(registry, name, this::waiting);
    this.batch = new DecodeBatch(decoder, spec.decoder());
    this.worker = Thread.ofPlatform().name("decoder-" + name).daemon().unstarted(this::loop);
  }

  /** Starts its thread. */
  public GenerationBatcher start() {
    worker.start();
    return this;
  }

  /**
   * Puts a request in line.
   *
   * @return completes with the answer, or with a {@link GenerationException}, a {@link
   *     ModelException}, or a {@link RequestDroppedException} when it took past its deadline;
   *     cancelling it takes it out of the line or the batch
   * @throws RequestDroppedException when the line is full or the batcher is closed
   */
  public CompletableFuture<Answer> submit(GenerationRequest request) {
    Ticket ticket = new Ticket(request, nanoClock.getAsLong());
    lock.lock();
    try {
      if (closed) {
        throw new RequestDroppedException(Reason.CLOSED, "the decoder " + name + " is closed");
      }
      switch (queue.offer(ticket)) {
        case GenerationQueue.Waits _ -> changed.signal();
        case GenerationQueue.Displaces(Ticket other) -> {
          metrics.full();
          other.result().completeExceptionally(full());
          changed.signal();
        }
        case GenerationQueue.Full _ -> {
          metrics.full();
          throw full();
        }
      }
    } finally {
      lock.unlock();
    }
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
    CompletableFuture<Answer> result = submit(request);
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new ModelException("the decoder " + name + " failed: " + e.getCause(), e.getCause());
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

  private void loop() {
    try {
      while (awaitWork()) {
        try {
          step();
        } catch (RuntimeException e) {
          log.atError().addKeyValue("decoder", name).setCause(e).log("a round of answers failed");
          failBatch(e);
        }
      }
    } catch (Error e) {
      // the callers must not wait for ever for a thread that is about to die
      failBatch(e);
      failWaiting(e);
      throw e;
    } finally {
      batch.close();
    }
  }

  /** A fault of ours: nobody knows what state the batch is in, so it begins anew, empty. */
  private void failBatch(Throwable cause) {
    batch.clear();
    fail(List.copyOf(tickets.keySet()), cause);
  }

  private void failWaiting(Throwable cause) {
    List<Ticket> waiting;
    lock.lock();
    try {
      waiting = queue.drain();
    } finally {
      lock.unlock();
    }
    waiting.forEach(ticket -> ticket.result().completeExceptionally(cause));
  }

  /** Blocks until somebody waits or is being written; false when closed and all is done. */
  private boolean awaitWork() {
    lock.lock();
    try {
      while (queue.size() == 0 && tickets.isEmpty()) {
        if (closed) {
          return false;
        }
        changed.awaitUninterruptibly();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** One round: leave, join, decode. For tests without a thread too. */
  void step() {
    long now = nanoClock.getAsLong();
    letGo(now);
    join(admit(now));
    if (batch.size() == 0) {
      return;
    }
    decode();
    finish();
  }

  /** Those whom nobody waits for any more, and those who are late. */
  private void letGo(long now) {
    List<DecodeRow> leaving = new ArrayList<>();
    tickets.forEach((row, ticket) -> {
      if (ticket.result().isDone()) {
        metrics.cancelled(1);
        leaving.add(row);
      } else if (now - ticket.arrivedNanos() > settings.deadline().toNanos()) {
        expire(ticket);
        leaving.add(row);
      }
    });
    remove(leaving);
    lock.lock();
    try {
      metrics.cancelled(queue.removeAbandoned().size());
      queue.removeLate(now).forEach(this::expire);
    } finally {
      lock.unlock();
    }
  }

  private void expire(Ticket ticket) {
    metrics.expired(1);
    ticket
        .result()
        .completeExceptionally(
            new RequestDroppedException(
                Reason.EXPIRED,
                "no answer within " + settings.deadline() + " from the decoder " + name));
  }

  private void remove(List<DecodeRow> leaving) {
    leaving.forEach(tickets::remove);
    batch.leave(leaving);
  }

  /** Rows for the free places. */
  private List<DecodeRow> admit(long now) {
    List<DecodeRow> joining = new ArrayList<>();
    boolean more = true;
    while (more && batch.size() + joining.size() < settings.maxRows()) {
      Optional<Ticket> next;
      lock.lock();
      try {
        next = queue.next();
      } finally {
        lock.unlock();
      }
      next.ifPresent(ticket -> {
        // it may have come since this round began
        metrics.queued(Math.max(0, now - ticket.arrivedNanos()));
        try {
          DecodeRow row = new DecodeRow(ticket.request(), grammar, spec);
          tickets.put(row, ticket);
          joining.add(row);
        } catch (RuntimeException e) {
          ticket.result().completeExceptionally(e);
        }
      });
      more = next.isPresent();
    }
    return joining;
  }

  private void join(List<DecodeRow> joining) {
    if (joining.isEmpty()) {
      return;
    }
    long start = nanoClock.getAsLong();
    int before = written();
    try {
      batch.join(joining);
    } catch (ModelException e) {
      if (joining.size() == 1) {
        fail(joining, e);
      } else {
        // a prompt that cannot be read fails alone
        joining.forEach(row -> join(List.of(row)));
      }
      return;
    }
    metrics.read(nanoClock.getAsLong() - start);
    ran(start, (double) joining.size() / settings.maxRows(), written() - before);
    finish();
  }

  private void decode() {
    long start = nanoClock.getAsLong();
    int before = written();
    try {
      batch.step();
      ran(start, (double) batch.size() / settings.maxRows(), written() - before);
    } catch (ModelException e) {
      List<DecodeRow> all = List.copyOf(tickets.keySet());
      fail(all, e);
      batch.leave(all);
    }
  }

  private void ran(long startNanos, double share, int tokens) {
    metrics.ran(nanoClock.getAsLong() - startNanos, share, tokens);
  }

  private int written() {
    return tickets.keySet().stream().mapToInt(DecodeRow::written).sum();
  }

  private void fail(List<DecodeRow> rows, Throwable cause) {
    for (DecodeRow row : rows) {
      Ticket ticket = tickets.remove(row);
      if (ticket != null) {
        ticket.result().completeExceptionally(cause);
      }
    }
  }

  /** Answers that are there, or that cannot be, leave. */
  private void finish() {
    List<DecodeRow> leaving = new ArrayList<>();
    tickets.forEach((row, ticket) -> {
      GenerationException failure = row.failure();
      if (failure != null) {
        ticket.result().completeExceptionally(failure);
        leaving.add(row);
      } else if (row.isDone()) {
        metrics.answered(nanoClock.getAsLong() - ticket.arrivedNanos());
        ticket.result().complete(row.answer());
        leaving.add(row);
      }
    });
    remove(leaving);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
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
