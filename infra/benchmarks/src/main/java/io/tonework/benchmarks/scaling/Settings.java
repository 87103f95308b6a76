package io.tonework.benchmarks.scaling;

/**
 * How a pool is scaled.
 *
 * @param name in tables and pictures
 * @param partitions of the topic that the pool reads
 * @param leaveOutPersistentLag KEDA's {@code excludePersistentLag}: a partition whose committed
 *     offset is the same as at the last look counts as empty
 * @param stabilisationSeconds the autoscaler goes down to the highest recommendation of this time
 * @param downShare the share of the replicas that may go in one period; one may always go
 * @param downPeriodSeconds that period
 * @param drainSeconds what a replica that goes is granted for what it has begun
 * @param revokeSeconds what a replica is granted that must give a partition to another
 * @param fixedReplicas no autoscaler, but that many; 0 for an autoscaler
 */
record Settings(
    String name,
    int partitions,
    boolean leaveOutPersistentLag,
    int stabilisationSeconds,
    double downShare,
    int downPeriodSeconds,
    int drainSeconds,
    int revokeSeconds,
    int fixedReplicas) {

  /** The chart as it was. */
  static Settings before() {
    return new Settings("before", 6, true, 120, 1, 15, 20, 2, 0);
  }

  /** As it was, but with partitions for all replicas: what the rest does by itself. */
  static Settings beforeWithPartitions(int partitions) {
    return new Settings("before, more partitions", partitions, true, 120, 1, 15, 20, 2, 0);
  }

  /** The chart as it is, for work that takes so long at most. */
  static Settings now(int maxReplicas, int longestSeconds) {
    int drain = 2 * longestSeconds + 60;
    return new Settings(
        "now", 2 * maxReplicas, false, Math.max(300, drain), 0.5, drain, drain, drain, 0);
  }

  /** As many replicas all day as there may be. */
  static Settings always(int replicas, int longestSeconds) {
    int drain = 2 * longestSeconds + 60;
    return new Settings(
        "always " + replicas, 2 * replicas, false, 300, 0.5, drain, drain, drain, replicas);
  }
}
