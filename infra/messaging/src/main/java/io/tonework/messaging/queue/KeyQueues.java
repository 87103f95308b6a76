package io.tonework.messaging.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Records that are ready to be handled: first come, first served over all keys, and one at a time
 * within a key. Not thread-safe.
 */
final class KeyQueues {
  private final Map<String, KeyQueue> byKey = new HashMap<>();

  /** Keys that may begin their next record, in the order in which they became ready. */
  private final Deque<KeyQueue> ready = new ArrayDeque<>();

  /** Records that have held their key through a wait, and are due. */
  private final Deque<WorkItem> resumed = new ArrayDeque<>();

  private int size;

  /** Puts a record behind the others of its key. */
  void add(WorkItem item) {
    KeyQueue queue = byKey.computeIfAbsent(item.orderKey(), _ -> new KeyQueue());
    queue.items.add(item);
    size++;
    if (!queue.held && queue.items.size() == 1) {
      ready.add(queue);
    }
  }

  /** Puts a record in front again whose key was never let go. */
  void resume(WorkItem item) {
    resumed.add(item);
    size++;
  }

  /** Takes the next record, whose key is held until {@link #release}. */
  Optional<WorkItem> next() {
    WorkItem again = resumed.poll();
    if (again != null) {
      size--;
      return Optional.of(again);
    }
    KeyQueue queue = ready.poll();
    if (queue == null) {
      return Optional.empty();
    }
    queue.held = true;
    size--;
    return Optional.of(queue.items.remove());
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
      ready.add(queue);
    }
  }

  /** Forgets records that were not begun. */
  void removeIf(Predicate<WorkItem> unwanted) {
    for (Iterator<WorkItem> items = resumed.iterator(); items.hasNext(); ) {
      WorkItem item = items.next();
      if (unwanted.test(item)) {
        items.remove();
        size--;
        release(item);
      }
    }
    for (Iterator<KeyQueue> queues = byKey.values().iterator(); queues.hasNext(); ) {
      KeyQueue queue = queues.next();
      int before = queue.items.size();
      queue.items.removeIf(unwanted);
      size -= before - queue.items.size();
      if (queue.items.isEmpty() && !queue.held) {
        queues.remove();
        ready.remove(queue);
      }
    }
  }

  /** How many records wait here. */
  int size() {
    return size;
  }

  private static final class KeyQueue {
    private final Deque<WorkItem> items = new ArrayDeque<>();
    private boolean held;
  }
}
