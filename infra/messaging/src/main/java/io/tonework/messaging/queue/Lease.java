package io.tonework.messaging.queue;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One period during which this member owns a partition. When the partition comes back after a
 * rebalance it is another lease, so that work of the earlier one cannot be taken for its own.
 *
 * <p>Guarded by the loop's lock, but for {@link #isStale}, which any thread may ask.
 */
final class Lease {
  private final TopicPartition partition;
  private final Set<Long> doneBefore;
  private final CompletionTracker tracker = new CompletionTracker();
  private int inFlight;
  private Optional<OffsetAndMetadata> committed = Optional.empty();
  private volatile boolean stale;

  /**
   * A new lease.
   *
   * @param doneBefore offsets that an earlier owner finished beyond what it committed
   */
  Lease(TopicPartition partition, Set<Long> doneBefore) {
    this.partition = partition;
    this.doneBefore = Set.copyOf(doneBefore);
  }

  TopicPartition partition() {
    return partition;
  }

  boolean wasDoneBefore(long offset) {
    return doneBefore.contains(offset);
  }

  CompletionTracker tracker() {
    return tracker;
  }

  int inFlight() {
    return inFlight;
  }

  void started() {
    inFlight++;
  }

  void ended() {
    inFlight--;
  }

  /** What should be committed now; empty when nothing changed since the last commit. */
  Optional<OffsetAndMetadata> toCommit() {
    OptionalLong position = tracker.committable();
    if (stale || position.isEmpty()) {
      return Optional.empty();
    }
    long offset = position.getAsLong();
    String metadata = OffsetRuns.encode(offset, tracker.doneBeyond());
    OffsetAndMetadata wanted = new OffsetAndMetadata(offset, metadata);
    return committed.filter(wanted::equals).isPresent() ? Optional.empty() : Optional.of(wanted);
  }

  void committed(OffsetAndMetadata done) {
    committed = Optional.of(done);
  }

  boolean isStale() {
    return stale;
  }

  void end() {
    stale = true;
  }
}
