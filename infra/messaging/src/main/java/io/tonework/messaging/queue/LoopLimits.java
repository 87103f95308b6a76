package io.tonework.messaging.queue;

import java.time.Duration;

/**
 * The bounds of a loop, apart from what its stage decides.
 *
 * @param maxBuffered records of a lane that wait for a free place before that lane is left unread,
 *     until half of it. A poll may bring {@code maxPollRecords} more. So far one tenant's records
 *     are seen behind another's.
 * @param maxWaiting retries of a lane that wait in memory before its retry topic is left unread
 * @param maxSpan offsets of one partition between the first unfinished record and the last one read
 *     before that partition is left unread: bounds what a crash makes the next owner repeat
 * @param maxPollRecords most records of one poll
 * @param poll longest wait of one poll while there is work, and so the precision of retry times
 * @param commitEvery pause between commits while work goes on
 * @param revokeGrace how long a rebalance waits for what is in flight on the partitions it takes;
 *     what is not finished by then is done again by their next owner
 * @param callTimeout longest wait for a commit, for the group's offsets and for leaving the group
 */
public record LoopLimits(
    int maxBuffered,
    int maxWaiting,
    long maxSpan,
    int maxPollRecords,
    Duration poll,
    Duration commitEvery,
    Duration revokeGrace,
    Duration callTimeout) {

  /** Bytes of a lane that wait, from which on the lane is left unread, until half of it. */
  static final long MAX_BYTES = 16 << 20;

  private static final int IDLE_POLLS = 5;

  private static final int READ_AHEAD = 2_000;

  /** The bounds of a stage with that many records in flight. */
  public static LoopLimits of(int maxInFlight) {
    return new LoopLimits(
        Math.max(READ_AHEAD, 2 * maxInFlight),
        4_096,
        10_000,
        Math.clamp(2L * maxInFlight, 16, 500),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5));
  }

  /** Longest wait of one poll without work, and so what a drain may wait for. */
  public Duration idlePoll() {
    return poll.multipliedBy(IDLE_POLLS);
  }

  /** The same with another grace for what is in flight when a rebalance takes its partition. */
  public LoopLimits withRevokeGrace(Duration grace) {
    return new LoopLimits(
        maxBuffered, maxWaiting, maxSpan, maxPollRecords, poll, commitEvery, grace, callTimeout);
  }
}
