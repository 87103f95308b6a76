package io.tonework.feedback.shell;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tonework.feedback.FeedbackConfig;
import io.tonework.feedback.metrics.FeedbackMetric;
import io.tonework.feedback.webhook.DeliveryQueue;
import io.tonework.feedback.webhook.QueueDepth;
import io.tonework.storage.ViewsUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** Shows how much the queue of webhooks holds; NaN while Redis does not answer. */
@ApplicationScoped
public class QueueGauges {
  private final FeedbackConfig config;
  private final DeliveryQueue queue;
  private final MeterRegistry metrics;
  private final Clock clock;

  @Inject
  QueueGauges(FeedbackConfig config, DeliveryQueue queue, MeterRegistry metrics, Clock clock) {
    this.config = config;
    this.queue = queue;
    this.metrics = metrics;
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.enabled()) {
      Gauge _ = FeedbackMetric.PENDING.gauge(metrics, () -> read(QueueDepth::pending));
      Gauge _ =
          FeedbackMetric.OLDEST_PENDING_AGE.gauge(metrics, () -> read(this::oldestAgeSeconds));
    }
  }

  private double oldestAgeSeconds(QueueDepth depth) {
    Instant oldest = depth.oldestQueuedAt();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1e3;
  }

  private double read(ToDoubleFunction<QueueDepth> value) {
    try {
      return value.applyAsDouble(queue.depth());
    } catch (ViewsUnavailable _) {
      return Double.NaN;
    }
  }
}
