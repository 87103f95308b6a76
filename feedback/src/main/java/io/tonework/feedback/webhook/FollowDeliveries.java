package io.tonework.feedback.webhook;

import io.tonework.contracts.WebhookAttempted;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.StageHandler;

/** Takes the states of deliveries from the topic into the queue. Thread-safe. */
public final class FollowDeliveries implements StageHandler {
  private final DeliveryQueue queue;
  private final Runnable wake;

  /**
   * The stage.
   *
   * @param wake called when something may be due
   */
  public FollowDeliveries(DeliveryQueue queue, Runnable wake) {
    this.queue = queue;
    this.wake = wake;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    if (queue.fold(delivery.event(WebhookAttempted.class), delivery.trace())) {
      wake.run();
    }
    return Outcome.done();
  }
}
