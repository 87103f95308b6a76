package io.tonework.messaging.queue;

import io.tonework.contracts.Priority;
import io.tonework.contracts.Topics;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How much waits in memory, of each lane by itself: one that is full says nothing of the other. The
 * lane is that of the topic, since it is topics that are read or left. Not thread-safe.
 */
final class Backlog {
  private static final long OVERHEAD_BYTES = 512;

  private static final class Level {
    private final Watermark recordMark;
    private final Watermark byteMark;
    private int records;
    private long bytes;

    Level(long maxRecords, long maxBytes) {
      recordMark = new Watermark(maxRecords / 2, maxRecords);
      byteMark = new Watermark(maxBytes / 2, maxBytes);
    }
  }

  private final Map<Priority, Level> levels = new EnumMap<>(Priority.class);

  /**
   * Nothing waits yet.
   *
   * @param maxRecords of a lane, from which on it is full; until half of it
   * @param maxBytes the same of the bytes of its records
   */
  Backlog(long maxRecords, long maxBytes) {
    for (Priority lane : Priority.values()) {
      levels.put(lane, new Level(maxRecords, maxBytes));
    }
  }

  void add(WorkItem item) {
    Level level = level(item.source().topic());
    level.records++;
    level.bytes += bytes(item);
  }

  void remove(WorkItem item) {
    Level level = level(item.source().topic());
    level.records--;
    level.bytes -= bytes(item);
  }

  /** Whether the lane of that topic is full; to be asked at every turn, since marks remember. */
  boolean isFull(Priority lane) {
    Level level = Objects.requireNonNull(levels.get(lane));
    boolean records = level.recordMark.isFullAt(level.records);
    boolean bytes = level.byteMark.isFullAt(level.bytes);
    return records || bytes;
  }

  /** How many records wait, of both lanes. */
  int size() {
    return levels.values().stream().mapToInt(level -> level.records).sum();
  }

  private Level level(String topic) {
    return Objects.requireNonNull(levels.get(lane(topic)));
  }

  static Priority lane(String topic) {
    return Topics.isBatch(topic) ? Priority.BULK : Priority.INTERACTIVE;
  }

  private static long bytes(WorkItem item) {
    byte[] value = item.source().value();
    return OVERHEAD_BYTES + (value == null ? 0 : value.length);
  }
}
