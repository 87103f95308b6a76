package io.tonework.feedback.taste;

import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.UserForgotten;
import io.tonework.feedback.view.EventSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Removes a user's verdicts from the topic for good: a tombstone for each record, after which the
 * broker's compaction drops the record itself. Thread-safe; blocks while the topic is read.
 *
 * <p>Doing it again does no harm. A verdict that the user gave after asking to be forgotten stays.
 */
public final class EraseVerdicts {
  /** Puts a tombstone on the feedback topic and waits until all replicas have it. */
  @FunctionalInterface
  public interface Tombstones {
    /**
     * Erases a record.
     *
     * @throws io.tonework.messaging.stage.TransientException when it is not acknowledged in time
     */
    void erase(FeedbackReceived feedback);
  }

  private final EventSource feedbackTopic;
  private final Tombstones tombstones;

  /** The use case. */
  public EraseVerdicts(EventSource feedbackTopic, Tombstones tombstones) {
    this.feedbackTopic = feedbackTopic;
    this.tombstones = tombstones;
  }

  /**
   * Erases what the user gave up to that time.
   *
   * @param stop stops early when the work is no longer wanted; whoever owns it then starts over
   * @return how many records were erased
   * @throws io.tonework.messaging.stage.TransientException when Kafka does not answer
   */
  public long erase(UserForgotten forgotten, BooleanSupplier stop) {
    Map<String, FeedbackReceived> newestByKey = new HashMap<>();
    feedbackTopic.forEach(delivery -> {
      if (delivery.event() instanceof FeedbackReceived feedback
          && feedback.tenant().equals(forgotten.tenant())
          && feedback.user().equals(forgotten.user())) {
        newestByKey.merge(feedback.key(), feedback, EraseVerdicts::later);
      }
    });
    Instant until = forgotten.forgottenAt();
    long erased = 0;
    for (FeedbackReceived feedback : newestByKey.values()) {
      if (stop.getAsBoolean()) {
        return erased;
      }
      if (!feedback.receivedAt().isAfter(until)) {
        tombstones.erase(feedback);
        erased++;
      }
    }
    return erased;
  }

  private static FeedbackReceived later(FeedbackReceived one, FeedbackReceived other) {
    return other.receivedAt().isAfter(one.receivedAt()) ? other : one;
  }
}
