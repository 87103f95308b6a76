package io.tonework.messaging.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Records that wait for the time of their next attempt, the earliest first, whatever order they
 * came in. Not thread-safe.
 */
final class RetrySchedule {
  /** A record that waits; {@code holdsKey} when the others of its key wait behind it. */
  record Waiting(WorkItem item, boolean holdsKey, long sequence) {}

  private final PriorityQueue<Waiting> byDue =
      new PriorityQueue<>(
          Comparator.comparing((Waiting waiting) -> waiting.item().due())
              .thenComparingLong(Waiting::sequence));
  private final Backlog backlog;
  private long sequence;

  /**
   * Nothing waits yet.
   *
   * @param backlog is told of what waits here
   */
  RetrySchedule(Backlog backlog) {
    this.backlog = backlog;
  }

  void add(WorkItem item, boolean holdsKey) {
    byDue.add(new Waiting(item, holdsKey, sequence++));
    backlog.add(item);
  }

  /** Takes the earliest record, if it is due. */
  Optional<Waiting> pollDue(Instant now) {
    Waiting first = byDue.peek();
    if (first == null || first.item().due().isAfter(now)) {
      return Optional.empty();
    }
    backlog.remove(byDue.remove().item());
    return Optional.of(first);
  }

  /** When the earliest record is due. */
  Optional<Instant> nextDue() {
    return Optional.ofNullable(byDue.peek()).map(waiting -> waiting.item().due());
  }

  /** Takes out the records that are no longer wanted. */
  List<Waiting> removeIf(Predicate<WorkItem> unwanted) {
    List<Waiting> removed = new ArrayList<>();
    for (Iterator<Waiting> all = byDue.iterator(); all.hasNext(); ) {
      Waiting waiting = all.next();
      if (unwanted.test(waiting.item())) {
        all.remove();
        backlog.remove(waiting.item());
        removed.add(waiting);
      }
    }
    return removed;
  }

  int size() {
    return byDue.size();
  }
}
