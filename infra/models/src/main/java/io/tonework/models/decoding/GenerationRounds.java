package io.tonework.models.decoding;

import io.tonework.models.GenerationException;
import io.tonework.models.ModelDiedException;
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
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds of a {@link GenerationBatcher}: who leaves, who joins, one step of the decoder. Used
 * by one thread.
 */
final class GenerationRounds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GenerationRounds.class);

  private final String name;
  private final GenerationSettings settings;
  private final Grammar grammar;
  private final LanguageSpec spec;
  private final LongSupplier nanoClock;
  private final GenerationQueue queue;
  private final GenerationMetrics metrics;
  private final DecodeBatch batch;
  private final Map<DecodeRow, Ticket> tickets = new LinkedHashMap<>();

  GenerationRounds(
      String name,
      GenerationSettings settings,
      Grammar grammar,
      LanguageSpec spec,
      Decoder decoder,
      GenerationQueue queue,
      GenerationMetrics metrics,
      LongSupplier nanoClock) {
    this.name = name;
    this.settings = settings;
    this.grammar = grammar;
    this.spec = spec;
    this.nanoClock = nanoClock;
    this.queue = queue;
    this.metrics = metrics;
    this.batch = new DecodeBatch(decoder, spec.decoder());
  }

  /** True when nobody waits and no answer is being written. */
  boolean isIdle() {
    return queue.size() == 0 && tickets.isEmpty();
  }

  /** One round; a fault of ours fails the answers of the batch, and those that wait go on. */
  void round() {
    try {
      step();
    } catch (RuntimeException e) {
      log.atError().addKeyValue("decoder", name).setCause(e).log("a round of answers failed");
      // nobody knows what state the batch is in, so it begins anew, empty
      batch.clear();
      fail(List.copyOf(tickets.keySet()), e);
    }
  }

  /** Leave, join, decode. */
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

  /** Fails everybody, those who wait too. */
  void abandon(RuntimeException cause) {
    fail(List.copyOf(tickets.keySet()), cause);
    queue.drain().forEach(ticket -> ticket.result().completeExceptionally(cause));
  }

  /** Removes the rows whose caller has given up and those past their deadline. */
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
    metrics.cancelled(queue.removeAbandoned().size());
    queue.removeLate(now).forEach(this::expire);
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
      Optional<Ticket> next = queue.next();
      next.ifPresent(ticket -> {
        try {
          // it may have come since this round began
          metrics.queued(Math.max(0, now - ticket.arrivedNanos()));
          DecodeRow row = new DecodeRow(ticket.request(), grammar, spec);
          tickets.put(row, ticket);
          joining.add(row);
        } catch (RuntimeException e) {
          ticket.result().completeExceptionally(e);
        } catch (Error e) {
          // it has left the line and is in no row: nobody else can tell its caller
          ticket.result().completeExceptionally(new ModelDiedException(name, e));
          throw e;
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
    batch.close();
  }
}
