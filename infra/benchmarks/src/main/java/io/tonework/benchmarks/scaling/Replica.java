package io.tonework.benchmarks.scaling;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod from the wish for it to its end. */
final class Replica {
  /** A photo that is being worked on. */
  record Work(Partition partition, Photo photo, double ends) {}

  final int number;
  final List<Partition> partitions = new ArrayList<>();
  final List<Work> work = new ArrayList<>();

  /** Where it runs; null while no node has room. */
  @Nullable Node node;

  /** When it takes records, at the earliest; infinite while it has no node. */
  double readyAt = Double.POSITIVE_INFINITY;

  /** When it is killed at the latest; infinite while nobody told it to go. */
  double killedAt = Double.POSITIVE_INFINITY;

  private int turn;

  Replica(int number) {
    this.number = number;
  }

  boolean isReady(double now) {
    return readyAt <= now;
  }

  boolean isGoing() {
    return killedAt < Double.POSITIVE_INFINITY;
  }

  /** Takes what has ended by then off the list. */
  void finish(double now, List<Work> ended) {
    for (Iterator<Work> all = work.iterator(); all.hasNext(); ) {
      Work each = all.next();
      if (each.ends() <= now) {
        each.partition().finished(each.photo());
        ended.add(each);
        all.remove();
      }
    }
  }

  /** The next record of one of its partitions, each in its turn; null when there is none. */
  @Nullable Partition next(double now) {
    for (int i = 0; i < partitions.size(); i++) {
      Partition partition = partitions.get(turn++ % partitions.size());
      if (partition.availableAt <= now && partition.hasWaiting()) {
        return partition;
      }
    }
    return null;
  }

  /** When the last of its work on that partition ends. */
  double busyUntil(Partition partition, double now) {
    return work.stream()
        .filter(it -> it.partition() == partition)
        .mapToDouble(Work::ends)
        .reduce(now, Math::max);
  }
}
