package io.tonework.models.decoding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tonework.models.ModelMetric;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a {@link GenerationBatcher} counts. */
final class GenerationMetrics {
  private final Timer queueTime;
  private final Timer runTime;
  private final Timer promptTime;
  private final Timer timeToLatents;
  private final DistributionSummary fill;
  private final Counter tokens;
  private final Counter full;
  private final Counter expired;
  private final Counter cancelled;

  GenerationMetrics(MeterRegistry registry, String name, Supplier<Number> waiting) {
    this.queueTime = ModelMetric.QUEUE_TIME.timer(registry, name);
    this.runTime = ModelMetric.RUN_TIME.timer(registry, name);
    this.promptTime = ModelMetric.PROMPT_TIME.timer(registry, name);
    this.timeToLatents = ModelMetric.TIME_TO_LATENTS.timer(registry, name);
    this.fill = ModelMetric.BATCH_FILL.summary(registry, name);
    this.tokens = ModelMetric.TOKENS.counter(registry, name);
    this.full = ModelMetric.DROPPED.counter(registry, name, "full");
    this.expired = ModelMetric.DROPPED.counter(registry, name, "expired");
    this.cancelled = ModelMetric.DROPPED.counter(registry, name, "cancelled");
    ModelMetric.WAITING.gauge(registry, name, waiting);
  }

  void queued(long nanos) {
    queueTime.record(nanos, TimeUnit.NANOSECONDS);
  }

  void ran(long nanos, double share, int written) {
    runTime.record(nanos, TimeUnit.NANOSECONDS);
    fill.record(share);
    tokens.increment(written);
  }

  /** Counts a run that read prompts; it is one of the runs too. */
  void read(long nanos) {
    promptTime.record(nanos, TimeUnit.NANOSECONDS);
  }

  void answered(long nanos) {
    timeToLatents.record(nanos, TimeUnit.NANOSECONDS);
  }

  void full() {
    full.increment();
  }

  void expired(int count) {
    expired.increment(count);
  }

  void cancelled(int count) {
    cancelled.increment(count);
  }
}
