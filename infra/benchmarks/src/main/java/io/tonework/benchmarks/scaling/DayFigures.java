package io.tonework.benchmarks.scaling;

import java.util.Arrays;

/** What a day cost, in time and in money. */
final class DayFigures {
  final Pool pool;
  final Settings settings;
  final double[] rate = new double[SchoolDay.SECONDS];
  final int[] lag = new int[SchoolDay.SECONDS];
  final int[] replicas = new int[SchoolDay.SECONDS];
  private double[] waits = new double[1 << 16];
  private int photos;
  private long redone;
  private double nodeSeconds;

  DayFigures(Pool pool, Settings settings) {
    this.pool = pool;
    this.settings = settings;
  }

  void note(int second, double arriving, int unfinished, int ready, int nodes) {
    rate[second] = arriving;
    lag[second] = unfinished;
    replicas[second] = ready;
    nodeSeconds += nodes;
  }

  void redone() {
    redone++;
  }

  void finished(double arrived, double ended) {
    if (photos == waits.length) {
      waits = Arrays.copyOf(waits, 2 * photos);
    }
    waits[photos++] = ended - arrived;
  }

  int photos() {
    return photos;
  }

  /** Photos that were begun in vain. */
  long redoneInVain() {
    return redone;
  }

  /** The time from arrival to the end that this share of the photos stays below, in seconds. */
  double quantile(double share) {
    double[] sorted = Arrays.copyOf(waits, photos);
    Arrays.sort(sorted);
    return sorted[Math.min(photos - 1, (int) (share * photos))];
  }

  int highestLag() {
    return Arrays.stream(lag).max().orElse(0);
  }

  int mostReplicas() {
    return Arrays.stream(replicas).max().orElse(0);
  }

  double replicaHours() {
    return Arrays.stream(replicas).sum() / 3600.0;
  }

  double dollars() {
    return nodeSeconds / 3600 * pool.nodePricePerHour();
  }

  /** How often the number of replicas went down. */
  int timesDown() {
    int times = 0;
    for (int i = 1; i < replicas.length; i++) {
      times += replicas[i] < replicas[i - 1] ? 1 : 0;
    }
    return times;
  }
}
