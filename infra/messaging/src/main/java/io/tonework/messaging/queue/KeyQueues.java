package io.tonework.messaging.queue;

import io.tonework.contracts.Priority;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records that are ready to be handled, by lane: one at a time within a key, and tenants in turn
 * over all keys. Not thread-safe.
 */
final class KeyQueues {
  private final Map<String, KeyQueue> byKey = new HashMap<>();
  private final Backlog backlog;

  /** Keys that may begin their next record. */
  private final Map<Priority, TenantTurns<KeyQueue>> ready = new EnumMap<>(Priority.class);

  /** Records that have held their key through a wait, and are due. */
  private final Map<Priority, Deque<WorkItem>> resumed = new EnumMap<>(Priority.class);

  /**
   * Nothing is ready yet.
   *
   * @param backlog is told of what waits here
   */
  KeyQueues(Backlog backlog) {
    this.backlog = backlog;
    for (Priority lane : Priority.values()) {
      ready.put(lane, new TenantTurns<>());
      resumed.put(lane, new ArrayDeque<>());
    }
  }

  /** Puts a record behind the others of its key. */
  void add(WorkItem item) {
    KeyQueue queue = byKey.computeIfAbsent(item.orderKey(), _ -> new KeyQueue());
    queue.items.add(item);
    backlog.add(item);
    if (!queue.held && queue.place == null) {
      line(queue);
    }
  }

  /** Puts a record in front again whose key was never let go. */
  void resume(WorkItem item) {
    resumed(item.share().lane()).add(item);
    backlog.add(item);
  }

  /** True when a record of that lane could begin. */
  boolean isReady(Priority lane) {
    return !resumed(lane).isEmpty() || !ready(lane).isEmpty();
  }

  /** Takes the next record of a lane, whose key is held until {@link #release}. */
  Optional<WorkItem> next(Priority lane) {
    WorkItem again = resumed(lane).poll();
    if (again != null) {
      ready(lane).started(again.share().tenant());
      backlog.remove(again);
      return Optional.of(again);
    }
    return ready(lane)
        .next()
        .map(queue -> {
          queue.held = true;
          queue.place = null;
          WorkItem item = queue.items.remove();
          backlog.remove(item);
          return item;
        });
  }

  /** A record that was taken is in flight no more; its key is still held. */
  void ended(WorkItem item) {
    ready(item.share().lane()).ended(item.share().tenant());
  }

  /** Lets the key of a record go, so that the next one of the key may begin. */
  void release(WorkItem item) {
    KeyQueue queue = byKey.get(item.orderKey());
    if (queue == null) {
      return;
    }
    queue.held = false;
    if (queue.items.isEmpty()) {
      byKey.remove(item.orderKey());
    } else {
      line(queue);
    }
  }

  /** Forgets records that were not begun. */
  void removeIf(Predicate<WorkItem> unwanted) {
    for (Deque<WorkItem> lane : resumed.values()) {
      List<WorkItem> removed = lane.stream().filter(unwanted).toList();
      lane.removeAll(removed);
      removed.forEach(item -> {
        backlog.remove(item);
        release(item);
      });
    }
    for (Iterator<KeyQueue> queues = byKey.values().iterator(); queues.hasNext(); ) {
      KeyQueue queue = queues.next();
      List<WorkItem> removed = queue.items.stream().filter(unwanted).toList();
      if (removed.isEmpty()) {
        continue;
      }
      queue.items.removeAll(removed);
      removed.forEach(backlog::remove);
      if (queue.held) {
        continue;
      }
      unline(queue);
      if (queue.items.isEmpty()) {
        queues.remove();
      } else {
        line(queue);
      }
    }
  }

  private void line(KeyQueue queue) {
    Share place = queue.items.element().share();
    queue.place = place;
    ready(place.lane()).add(place.tenant(), queue);
  }

  private void unline(KeyQueue queue) {
    Share place = queue.place;
    if (place != null) {
      ready(place.lane()).remove(place.tenant(), queue);
      queue.place = null;
    }
  }

  private TenantTurns<KeyQueue> ready(Priority lane) {
    return Objects.requireNonNull(ready.get(lane));
  }

  private Deque<WorkItem> resumed(Priority lane) {
    return Objects.requireNonNull(resumed.get(lane));
  }

  private static final class KeyQueue {
    private final Deque<WorkItem> items = new ArrayDeque<>();

    /** In whose line it stands; null while it stands in none. */
    private @Nullable Share place;

    private boolean held;
  }
}
