package io.tonework.models.decoding;

import io.tonework.contracts.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The waiting line of a {@link GenerationBatcher}: interactive requests before bulk, but for one
 * that was passed over eight times; first come, first served among equals. Knows time only as a
 * number that it is given. Thread-safe.
 */
final class GenerationQueue {
  /** A request with its caller's future, equal only to itself. */
  static final class Ticket {
    private final GenerationRequest request;
    private final long arrivedNanos;
    private final CompletableFuture<Answer> result = new CompletableFuture<>();

    Ticket(GenerationRequest request, long arrivedNanos) {
      this.request = request;
      this.arrivedNanos = arrivedNanos;
    }

    GenerationRequest request() {
      return request;
    }

    long arrivedNanos() {
      return arrivedNanos;
    }

    CompletableFuture<Answer> result() {
      return result;
    }
  }

  /** What became of a request that wanted to wait. */
  sealed interface Offer {}

  /** It waits. */
  record Waits() implements Offer {}

  /** It waits in the place of another that matters less. */
  record Displaces(Ticket other) implements Offer {}

  /** The line is full. */
  record Full() implements Offer {}

  private static final int PATIENCE = 8;

  private final GenerationSettings settings;
  private final EnumMap<Priority, ArrayDeque<Ticket>> lines = new EnumMap<>(Priority.class);

  private int passed;

  GenerationQueue(GenerationSettings settings) {
    this.settings = settings;
    for (Priority priority : Priority.values()) {
      lines.put(priority, new ArrayDeque<>());
    }
  }

  private ArrayDeque<Ticket> line(Priority priority) {
    return Objects.requireNonNull(lines.get(priority));
  }

  /** Adds a request; a full line makes room for an interactive one at the cost of bulk. */
  synchronized Offer offer(Ticket ticket) {
    if (size() < settings.queueLimit()) {
      line(ticket.request().priority()).add(ticket);
      return new Waits();
    }
    if (ticket.request().priority() == Priority.INTERACTIVE && !line(Priority.BULK).isEmpty()) {
      Ticket youngest = line(Priority.BULK).removeLast();
      line(Priority.INTERACTIVE).add(ticket);
      return new Displaces(youngest);
    }
    return new Full();
  }

  /** Takes out the next request, if there is one. */
  synchronized Optional<Ticket> next() {
    ArrayDeque<Ticket> urgent = line(Priority.INTERACTIVE);
    ArrayDeque<Ticket> bulk = line(Priority.BULK);
    boolean ofBulk = urgent.isEmpty() || (!bulk.isEmpty() && passed >= PATIENCE);
    passed = ofBulk || bulk.isEmpty() ? 0 : passed + 1;
    return Optional.ofNullable((ofBulk ? bulk : urgent).poll());
  }

  /** Takes out whoever has waited past the deadline. */
  List<Ticket> removeLate(long nowNanos) {
    return removeIf(ticket -> nowNanos - ticket.arrivedNanos() > settings.deadline().toNanos());
  }

  /** Takes out whoever is not waited for any more. */
  List<Ticket> removeAbandoned() {
    return removeIf(ticket -> ticket.result().isDone());
  }

  /** Removes all requests and returns them. */
  List<Ticket> drain() {
    return removeIf(_ -> true);
  }

  private synchronized List<Ticket> removeIf(Predicate<Ticket> gone) {
    List<Ticket> removed = new ArrayList<>();
    for (ArrayDeque<Ticket> line : lines.values()) {
      line.removeIf(ticket -> gone.test(ticket) && removed.add(ticket));
    }
    return removed;
  }

  synchronized int size() {
    return lines.values().stream().mapToInt(ArrayDeque::size).sum();
  }
}
