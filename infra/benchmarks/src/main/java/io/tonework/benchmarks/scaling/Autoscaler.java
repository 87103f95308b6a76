package io.tonework.benchmarks.scaling;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * KEDA's Kafka scaler and the autoscaler behind it: every 15 s the lag is read, a number of
 * replicas recommended, and the number changed as far as the policies allow.
 */
final class Autoscaler {
  static final int PERIOD_SECONDS = 15;
  private static final double TOLERANCE = 0.1;
  private static final int UP_AT_ONCE = 4;

  private record Recommended(double at, int replicas) {}

  private record Gone(double at, int replicas) {}

  private final Pool pool;
  private final Settings settings;
  private final long[] lastCommitted;
  private final ArrayDeque<Recommended> recommended = new ArrayDeque<>();
  private final ArrayDeque<Gone> gone = new ArrayDeque<>();

  Autoscaler(Pool pool, Settings settings) {
    this.pool = pool;
    this.settings = settings;
    this.lastCommitted = new long[settings.partitions()];
    Arrays.fill(lastCommitted, -1);
  }

  /** The lag that the scaler reports. */
  long lag(List<Partition> partitions) {
    long lag = 0;
    for (int i = 0; i < partitions.size(); i++) {
      Partition partition = partitions.get(i);
      boolean still = partition.committed() == lastCommitted[i];
      lastCommitted[i] = partition.committed();
      if (!(settings.leaveOutPersistentLag() && still)) {
        lag += partition.lag();
      }
    }
    // the scaler never asks for more replicas than there are partitions
    return Math.min(lag, (long) partitions.size() * pool.lagThreshold());
  }

  /** How many replicas there should be from now on. */
  int replicas(double now, int current, List<Partition> partitions) {
    double wished = lag(partitions) / (double) pool.lagThreshold();
    boolean asItIs = current > 0 && Math.abs(wished / current - 1) <= TOLERANCE;
    int wanted = asItIs ? current : (int) Math.ceil(wished);
    wanted = Math.clamp(wanted, pool.minReplicas(), pool.maxReplicas());
    recommended.add(new Recommended(now, wanted));
    recommended.removeIf(it -> it.at() < now - settings.stabilisationSeconds());
    if (wanted > current) {
      return Math.min(wanted, Math.max(2 * current, current + UP_AT_ONCE));
    }
    int stable =
        Math.min(
            current, recommended.stream().mapToInt(Recommended::replicas).max().orElse(current));
    gone.removeIf(it -> it.at() <= now - settings.downPeriodSeconds());
    int goneLately = gone.stream().mapToInt(Gone::replicas).sum();
    int most = Math.max(1, (int) Math.floor((current + goneLately) * settings.downShare()));
    int allowed = Math.max(stable, current + goneLately - most);
    int next = Math.min(current, Math.max(allowed, stable));
    if (next < current) {
      gone.add(new Gone(now, current - next));
    }
    return next;
  }
}
