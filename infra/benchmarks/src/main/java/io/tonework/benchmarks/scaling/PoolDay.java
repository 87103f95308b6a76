package io.tonework.benchmarks.scaling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A pool on a school day, second by second. */
final class PoolDay {
  private static final int EMPTY_NODE_STAYS = 600;
  private static final double REBALANCE_SECONDS = 3;

  private static final Comparator<Replica> BY_SHARE =
      Comparator.comparingInt(it -> it.partitions.size());

  private final Pool pool;
  private final Settings settings;
  private final SchoolDay day;
  private final Random random;
  private final Autoscaler autoscaler;
  private final List<Partition> partitions = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final DayFigures figures;
  private int started;
  private int wanted;

  private PoolDay(Pool pool, Settings settings, SchoolDay day, long seed) {
    this.pool = pool;
    this.settings = settings;
    this.day = day;
    this.random = new Random(seed);
    this.autoscaler = new Autoscaler(pool, settings);
    this.figures = new DayFigures(pool, settings);
    for (int i = 0; i < settings.partitions(); i++) {
      partitions.add(new Partition());
    }
    this.wanted = settings.fixedReplicas() > 0 ? settings.fixedReplicas() : pool.minReplicas();
  }

  /** What came of the day; photos that are not finished at its end are finished after it. */
  static DayFigures run(Pool pool, Settings settings, SchoolDay day, long seed) {
    PoolDay run = new PoolDay(pool, settings, day, seed);
    int second = 0;
    while (second < SchoolDay.SECONDS || run.unfinished() > 0) {
      run.step(second++);
      if (second > 3 * SchoolDay.SECONDS) {
        throw new IllegalStateException(settings.name() + " never works the day off");
      }
    }
    return run.figures;
  }

  private int unfinished() {
    return partitions.stream().mapToInt(Partition::unfinished).sum();
  }

  private void step(int second) {
    if (second < SchoolDay.SECONDS) {
      int coming = day.arrivals(second, random);
      for (int i = 0; i < coming; i++) {
        partitions.get(random.nextInt(partitions.size())).arrive(second, seconds());
      }
    }
    for (Replica replica : replicas) {
      work(replica, second);
    }
    letGo(second);
    if (settings.fixedReplicas() == 0 && second % Autoscaler.PERIOD_SECONDS == 0) {
      wanted = autoscaler.replicas(second, wanted, partitions);
    }
    adjust(second);
    place(second);
    share(second);
    if (second < SchoolDay.SECONDS) {
      figures.note(
          second,
          day.rate(second),
          unfinished(),
          (int) replicas.stream().filter(it -> it.isReady(second) && !it.isGoing()).count(),
          nodes.size());
    }
  }

  private double seconds() {
    if (random.nextDouble() < pool.slowShare()) {
      return pool.slowSeconds() * (0.5 + random.nextDouble());
    }
    return pool.seconds() * Math.exp(pool.spread() * random.nextGaussian());
  }

  private void work(Replica replica, int second) {
    if (!replica.isReady(second)) {
      return;
    }
    List<Replica.Work> ended = new ArrayList<>();
    replica.finish(second, ended);
    ended.forEach(it -> figures.finished(it.photo().arrived(), it.ends()));
    if (replica.isGoing()) {
      return;
    }
    int busy = replica.work.size();
    for (int place = busy; place < pool.places(); place++) {
      double at = second;
      while (at < second + 1) {
        Partition partition = replica.next(second);
        if (partition == null) {
          return;
        }
        Photo photo = partition.begin();
        at += photo.seconds();
        if (at <= second + 1) {
          partition.finished(photo);
          figures.finished(photo.arrived(), at);
        } else {
          replica.work.add(new Replica.Work(partition, photo, at));
        }
      }
    }
  }

  /** Replicas that were told to go are gone when they have nothing in work, or are killed. */
  private void letGo(int second) {
    replicas.removeIf(replica -> {
      if (!replica.isGoing()) {
        return false;
      }
      if (replica.work.isEmpty() || second >= replica.killedAt) {
        for (Replica.Work each : replica.work) {
          each.partition().giveBack(each.photo());
          figures.redone();
        }
        for (Partition partition : replica.partitions) {
          partition.owner = null;
          partition.availableAt = second + REBALANCE_SECONDS;
        }
        if (replica.node != null) {
          replica.node.pods--;
          if (replica.node.pods == 0) {
            replica.node.emptySince = second;
          }
        }
        return true;
      }
      return false;
    });
    nodes.removeIf(node ->
        node.pods == 0
            && node.readyAt <= second
            && second - node.emptySince > EMPTY_NODE_STAYS
            && nodes.size() > 1);
  }

  private void adjust(int second) {
    List<Replica> staying = new ArrayList<>(replicas.stream().filter(it -> !it.isGoing()).toList());
    while (staying.size() < wanted) {
      Replica replica = new Replica(started++);
      replicas.add(replica);
      staying.add(replica);
    }
    // those go first that are not ready, then the youngest
    staying.sort(
        Comparator.comparing((Replica it) -> !it.isReady(second))
            .thenComparingInt(it -> it.number)
            .reversed());
    for (int i = 0; i < staying.size() - wanted; i++) {
      Replica replica = staying.get(i);
      replica.killedAt = replica.isReady(second) ? second + settings.drainSeconds() : second;
    }
  }

  private void place(int second) {
    int homeless = 0;
    for (Replica replica : replicas) {
      if (replica.node != null || replica.isGoing()) {
        continue;
      }
      Node free =
          nodes.stream()
              .filter(it -> it.readyAt <= second && it.pods < pool.podsPerNode())
              .findFirst()
              .orElse(null);
      if (free == null) {
        homeless++;
        continue;
      }
      free.pods++;
      replica.node = free;
      replica.readyAt = second + pool.podStartSeconds();
    }
    long coming = nodes.stream().filter(it -> it.readyAt > second).count();
    int needed = (homeless + pool.podsPerNode() - 1) / pool.podsPerNode();
    for (long i = coming; i < needed; i++) {
      nodes.add(new Node(second == 0 ? 0 : second + pool.nodeStartSeconds()));
    }
  }

  /** Gives each replica that is there its share, and moves as few partitions as that needs. */
  private void share(int second) {
    List<Replica> members = replicas.stream().filter(it -> it.isReady(second)).toList();
    if (members.isEmpty()) {
      return;
    }
    int least = partitions.size() / members.size();
    for (Partition partition : partitions) {
      if (partition.owner == null) {
        Replica poorest = members.stream().min(BY_SHARE).orElseThrow();
        give(partition, poorest);
      }
    }
    for (Replica poor : members) {
      while (poor.partitions.size() < least) {
        Replica richest = members.stream().max(BY_SHARE).orElseThrow();
        if (richest.partitions.size() <= least) {
          break;
        }
        move(richest, poor, second);
      }
    }
  }

  private void move(Replica from, Replica to, int second) {
    Partition partition = from.partitions.getLast();
    double granted = second + settings.revokeSeconds();
    partition.availableAt =
        Math.min(granted, from.busyUntil(partition, second)) + REBALANCE_SECONDS;
    from.work.removeIf(it -> {
      boolean inVain = it.partition() == partition && it.ends() > granted;
      if (inVain) {
        partition.giveBack(it.photo());
        figures.redone();
      }
      return inVain;
    });
    from.partitions.remove(partition);
    give(partition, to);
  }

  private static void give(Partition partition, Replica owner) {
    partition.owner = owner;
    owner.partitions.add(partition);
  }
}
