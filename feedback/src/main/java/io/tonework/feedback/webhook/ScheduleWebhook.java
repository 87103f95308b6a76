package io.tonework.feedback.webhook;

import io.tonework.contracts.Event;
import io.tonework.contracts.Ids;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.StageHandler;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes, when a photo is finished or has failed, that a webhook is to be delivered.
 * Thread-safe.
 *
 * <p>The fact is published, and {@link FollowDeliveries} takes it from the topic into the queue, so
 * there is no moment in which a webhook could be lost between the two.
 */
public final class ScheduleWebhook implements StageHandler {
  private static final Logger log = LoggerFactory.getLogger(ScheduleWebhook.class);

  private final TenantEndpoints endpoints;
  private final WebhookBodies bodies;
  private final DeliveryQueue queue;
  private final DeliveryRules rules;
  private final Clock clock;

  /** The stage. */
  public ScheduleWebhook(
      TenantEndpoints endpoints,
      WebhookBodies bodies,
      DeliveryQueue queue,
      DeliveryRules rules,
      Clock clock) {
    this.endpoints = endpoints;
    this.bodies = bodies;
    this.queue = queue;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    return switch (delivery.event()) {
      case PhotoRetouched done ->
          schedule(
              done, done.planned().photo().callback(), done.retouchedAt(), () -> bodies.of(done));
      case PhotoFailed failed ->
          schedule(failed, failed.callback(), failed.failedAt(), () -> bodies.of(failed));
      default -> Outcome.done();
    };
  }

  private Outcome schedule(
      Event event, @Nullable URI callback, Instant happenedAt, Supplier<String> body) {
    Optional<URI> endpoint = endpoints.endpoint(event.tenant(), callback);
    WebhookId webhookId = new WebhookId(Ids.webhookId(event));
    if (endpoint.isEmpty() || queue.find(new TenantName(event.tenant()), webhookId).isPresent()) {
      return Outcome.done();
    }
    log.atDebug()
        .addKeyValue("photoId", event.key())
        .addKeyValue("webhookId", webhookId)
        .log("webhook scheduled");
    return Outcome.done(
        rules.first(
            event.tenant(),
            event.key(),
            webhookId.text(),
            endpoint.get(),
            body.get(),
            happenedAt,
            clock.instant()));
  }
}
