package io.tonework.feedback.taste;

import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.UserForgotten;
import io.tonework.feedback.view.EventSource;
import io.tonework.messaging.stage.Delivery;
import io.tonework.storage.taste.TasteStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds every user's taste anew from the topic, equal to what it was: what {@code ./tonework taste
 * rebuild} does. Thread-safe.
 *
 * <p>It may run while the service does: verdicts that arrive meanwhile are folded by both, and
 * folding one twice changes nothing. A plan that is made meanwhile may see less taste than there
 * is.
 */
public final class TasteRebuild {
  private static final Logger log = LoggerFactory.getLogger(TasteRebuild.class);

  private final TasteStore tastes;
  private final EventSource feedbackTopic;

  /**
   * The use case.
   *
   * @param feedbackTopic such as {@code action -> new TopicReader(kafka).forEach(
   *     Topics.FEEDBACK_RECEIVED, action)}
   */
  public TasteRebuild(TasteStore tastes, EventSource feedbackTopic) {
    this.tastes = tastes;
    this.feedbackTopic = feedbackTopic;
  }

  /**
   * Empties Redis of tastes and folds the topic again.
   *
   * @return how many events were folded
   * @throws io.tonework.storage.ViewsUnavailable when Redis does not answer
   * @throws io.tonework.messaging.stage.TransientException when Kafka does not; run it again then
   */
  public long rebuild() {
    tastes.wipe();
    long events = feedbackTopic.forEach(delivery -> fold(tastes, delivery));
    log.atInfo().addKeyValue("events", events).log("tastes rebuilt");
    return events;
  }

  /** Folds one event of the feedback topic; others are skipped. */
  public static void fold(TasteStore tastes, Delivery delivery) {
    switch (delivery.event()) {
      case FeedbackReceived feedback -> tastes.fold(feedback);
      case UserForgotten forgotten ->
          tastes.forget(forgotten.tenant(), forgotten.user(), forgotten.forgottenAt());
      default -> {}
    }
  }
}
