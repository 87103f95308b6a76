package io.tonework.feedback.webhook;

import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.feedback.view.EventSink;
import java.time.Clock;
import java.util.Optional;

/**
 * Delivers a webhook once more, under the same id and with the same body. Thread-safe; blocks.
 *
 * <p>One that is still pending is left to its schedule. An endpoint that was disabled by a 410 is
 * enabled again.
 */
public final class ReplayWebhook {
  private final DeliveryQueue queue;
  private final DeliveryRules rules;
  private final EventSink sink;
  private final Runnable wake;
  private final Clock clock;

  /**
   * The use case.
   *
   * @param wake called when something is due
   */
  public ReplayWebhook(
      DeliveryQueue queue, DeliveryRules rules, EventSink sink, Runnable wake, Clock clock) {
    this.queue = queue;
    this.rules = rules;
    this.sink = sink;
    this.wake = wake;
    this.clock = clock;
  }

  /**
   * Replays a webhook of that tenant.
   *
   * @return its state now, pending; empty when the tenant has no such webhook
   * @throws io.tonework.storage.ViewsUnavailable when Redis does not answer
   * @throws io.tonework.messaging.stage.TransientException when Kafka does not
   */
  public Optional<QueuedDelivery> replay(TenantName tenant, WebhookId webhookId) {
    return queue.find(tenant, webhookId).map(this::replay);
  }

  private QueuedDelivery replay(QueuedDelivery known) {
    if (known.newest().state() == WebhookState.PENDING) {
      return known;
    }
    WebhookAttempted again = rules.replay(known.newest(), clock.instant());
    sink.publish(again, known.trace());
    queue.fold(again, known.trace());
    wake.run();
    return new QueuedDelivery(again, known.trace(), again.attemptedAt());
  }
}
