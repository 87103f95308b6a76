package io.tonework.feedback.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.feedback.metrics.FeedbackMetric;
import io.tonework.feedback.view.EventSink;
import io.tonework.messaging.event.TraceContext;
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

  private final WebhookTransport transport;
  private final TenantEndpoints endpoints;
  private final DeliveryQueue queue;
  private final DeliveryRules rules;
  private final EventSink sink;
  private final MeterRegistry metrics;
  private final Clock clock;

  /** What an attempt needs. */
  public AttemptDelivery(
      WebhookTransport transport,
      TenantEndpoints endpoints,
      DeliveryQueue queue,
      DeliveryRules rules,
      EventSink sink,
      MeterRegistry metrics,
      Clock clock) {
    this.transport = transport;
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
      publish(next, claimed.trace());
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

  private void publish(WebhookAttempted next, TraceContext trace) {
    try {
      sink.publish(next, trace);
    } catch (TransientException e) {
      throw e;
    } catch (RuntimeException e) {
      // no later attempt would be put down either: the queue alone keeps it to its schedule
      log.atError()
          .addKeyValue("photoId", next.photoId())
          .addKeyValue("webhookId", next.webhookId())
          .setCause(e)
          .log("webhook attempt cannot be published; it counts in the queue alone");
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
    return post(claimed, secrets);
  }

  /**
   * Whatever happens in here is the end of an attempt, so that the schedule comes to its end too.
   */
  private AttemptResult post(QueuedDelivery claimed, List<SigningSecret> secrets) {
    WebhookAttempted pending = claimed.newest();
    try {
      byte[] body = pending.body().getBytes(StandardCharsets.UTF_8);
      return transport.post(
          pending.endpoint(),
          WebhookSigner.sign(pending.webhookId(), clock.instant(), body, secrets),
          body,
          claimed.trace().child().traceparent());
    } catch (RuntimeException | Error e) {
      return AttemptResult.Failed.of(e);
    }
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
