package io.tonework.benchmarks.scaling;

import java.util.ArrayDeque;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The records of a partition that are not finished, and who may work on them. */
final class Partition {
  private final ArrayDeque<Photo> waiting = new ArrayDeque<>();
  private final TreeSet<Long> inWork = new TreeSet<>();
  private long end;

  /** Who owns it; null while nobody does. */
  @Nullable Replica owner;

  /** Nobody begins a record before this second, because the partition is on its way. */
  double availableAt;

  void arrive(double now, double seconds) {
    waiting.add(new Photo(end++, now, seconds));
  }

  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  Photo begin() {
    Photo photo = waiting.remove();
    inWork.add(photo.offset());
    return photo;
  }

  void finished(Photo photo) {
    inWork.remove(photo.offset());
  }

  /** It was begun in vain: it is done again, first of all. */
  void giveBack(Photo photo) {
    inWork.remove(photo.offset());
    waiting.addFirst(photo);
  }

  /** The first offset that is not finished. */
  long committed() {
    long next = waiting.isEmpty() ? end : waiting.peek().offset();
    return inWork.isEmpty() ? next : Math.min(next, inWork.first());
  }

  long lag() {
    return end - committed();
  }

  /** Records that wait or are in work. */
  int unfinished() {
    return waiting.size() + inWork.size();
  }
}
