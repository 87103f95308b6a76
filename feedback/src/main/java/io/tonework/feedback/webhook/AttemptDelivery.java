package io.tonework.feedback.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.feedback.metrics.FeedbackMetric;
import io.tonework.feedback.view.EventSink;
import io.tonework.messaging.stage.TransientException;
import io.tonework.storage.ViewsUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Makes one attempt to deliver a webhook and publishes its outcome. Thread-safe; blocks.
 *
 * <p>The outcome is published before the queue hears of it. When that fails nothing is lost: the
 * claim's lease ends, and the attempt is made again under the same {@code webhook-id}.
 */
public final class AttemptDelivery {
  private static final Logger log = LoggerFactory.getLogger(AttemptDelivery.class);

  private final WebhookPost client;
  private final TenantEndpoints endpoints;
  private final DeliveryQueue queue;
  private final DeliveryRules rules;
  private final EventSink sink;
  private final MeterRegistry metrics;
  private final Clock clock;

  /** What an attempt needs. */
  public AttemptDelivery(
      WebhookPost client,
      TenantEndpoints endpoints,
      DeliveryQueue queue,
      DeliveryRules rules,
      EventSink sink,
      MeterRegistry metrics,
      Clock clock) {
    this.client = client;
    this.endpoints = endpoints;
    this.queue = queue;
    this.rules = rules;
    this.sink = sink;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Attempts a delivery that was claimed. */
  public void attempt(QueuedDelivery claimed) {
    WebhookAttempted pending = claimed.newest();
    MDC.put("traceId", claimed.trace().traceId());
    MDC.put("tenant", pending.tenant());
    MDC.put("photoId", pending.photoId());
    MDC.put("webhookId", pending.webhookId());
    try {
      long startedNanos = System.nanoTime();
      AttemptResult result = post(claimed);
      FeedbackMetric.ATTEMPTS
          .timer(metrics, outcome(result))
          .record(Duration.ofNanos(System.nanoTime() - startedNanos));
      Instant now = clock.instant();
      WebhookAttempted next = rules.after(pending, result, now);
      sink.publish(next, claimed.trace());
      if (queue.fold(next, claimed.trace()) && next.state() != WebhookState.PENDING) {
        FeedbackMetric.DELIVERIES
            .timer(metrics, next.state().jsonName())
            .record(Duration.between(claimed.queuedAt(), now));
      }
      tell(next);
    } catch (TransientException | ViewsUnavailable e) {
      log.atWarn()
          .addKeyValue("photoId", pending.photoId())
          .addKeyValue("webhookId", pending.webhookId())
          .setCause(e)
          .log("webhook attempt not put down; it is made again when its lease ends");
    } finally {
      MDC.clear();
    }
  }

  private AttemptResult post(QueuedDelivery claimed) {
    WebhookAttempted pending = claimed.newest();
    if (queue.isDisabled(pending.tenant(), pending.endpoint())) {
      return new AttemptResult.AddressRefused(
          "the endpoint answered 410 Gone before; replay a webhook to enable it again");
    }
    List<SigningSecret> secrets = endpoints.secrets(pending.tenant());
    if (secrets.isEmpty()) {
      return new AttemptResult.Failed(
          null, "the tenant has no webhook secret to sign with; configure one", null);
    }
    byte[] body = pending.body().getBytes(StandardCharsets.UTF_8);
    return client.post(
        pending.endpoint(),
        WebhookSigner.sign(pending.webhookId(), clock.instant(), body, secrets),
        body,
        claimed.trace().child().traceparent());
  }

  private static String outcome(AttemptResult result) {
    return switch (result) {
      case AttemptResult.Accepted _ -> "accepted";
      case AttemptResult.Failed _ -> "failed";
      case AttemptResult.Gone _ -> "gone";
      case AttemptResult.AddressRefused _ -> "refused";
    };
  }

  private static void tell(WebhookAttempted next) {
    log.atInfo()
        .addKeyValue("photoId", next.photoId())
        .addKeyValue("webhookId", next.webhookId())
        .addKeyValue("attempt", next.attempt())
        .addKeyValue("state", next.state().jsonName())
        .addKeyValue("httpStatus", next.httpStatus())
        .addKeyValue("detail", next.detail())
        .addKeyValue("nextAttemptAt", next.nextAttemptAt())
        .log("webhook attempted");
  }
}
