package io.tonework.messaging.queue;

import java.time.Duration;

/**
 * The bounds of a loop, apart from what its stage decides.
 *
 * @param maxBuffered records that wait for a free place before reading stops; reading goes on at
 *     half of it. A poll may bring {@code maxPollRecords} more.
 * @param maxWaiting retries that wait in memory before the retry topics are left unread
 * @param maxSpan offsets of one partition between the first unfinished record and the last one read
 *     before that partition is left unread: bounds what a crash makes the next owner repeat
 * @param maxPollRecords most records of one poll
 * @param poll longest wait of one poll, and so the precision of retry times
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

  /** The bounds of a stage with that many records in flight. */
  public static LoopLimits of(int maxInFlight) {
    int maxBuffered = 2 * maxInFlight;
    return new LoopLimits(
        maxBuffered,
        4_096,
        10_000,
        Math.clamp(maxBuffered, 16, 500),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5));
  }

  /** The same with another grace for what is in flight when a rebalance takes its partition. */
  public LoopLimits withRevokeGrace(Duration grace) {
    return new LoopLimits(
        maxBuffered, maxWaiting, maxSpan, maxPollRecords, poll, commitEvery, grace, callTimeout);
  }
}
