package io.tonework.messaging.queue;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which records of one partition are finished, and up to where that may be committed.
 *
 * <p>Records finish in any order; only the contiguous prefix is committed, so that a crash gives
 * back whatever was not finished. Offsets may have gaps, as compaction and transactions leave them.
 * Not thread-safe.
 */
final class CompletionTracker {
  private final NavigableSet<Long> open = new TreeSet<>();
  private final NavigableSet<Long> doneBeyond = new TreeSet<>();
  private long nextOffset = -1;

  /**
   * A record has come.
   *
   * @throws IllegalArgumentException when it does not lie behind the ones before it
   */
  void received(long offset) {
    if (offset < nextOffset) {
      throw new IllegalArgumentException(
          "offset " + offset + " came after " + (nextOffset - 1) + " of the same assignment");
    }
    nextOffset = offset + 1;
    open.add(offset);
  }

  /**
   * A record is finished.
   *
   * @throws IllegalArgumentException when it never came or was finished before
   */
  void completed(long offset) {
    if (!open.remove(offset)) {
      throw new IllegalArgumentException("offset " + offset + " is not open");
    }
    doneBeyond.add(offset);
    doneBeyond.headSet(position()).clear();
  }

  /** The offset to commit: the first that is not finished; empty before the first record. */
  OptionalLong committable() {
    return nextOffset < 0 ? OptionalLong.empty() : OptionalLong.of(position());
  }

  /** The finished offsets beyond the one to commit. */
  SortedSet<Long> doneBeyond() {
    return Collections.unmodifiableSortedSet(doneBeyond);
  }

  /** The smallest offset that may come next; -1 before the first record. */
  long nextOffset() {
    return nextOffset;
  }

  /** How many records came that are not finished. */
  int openCount() {
    return open.size();
  }

  /** How many offsets lie between the one to commit and the next one to come. */
  long span() {
    return nextOffset < 0 ? 0 : nextOffset - position();
  }

  private long position() {
    return open.isEmpty() ? nextOffset : open.first();
  }
}
