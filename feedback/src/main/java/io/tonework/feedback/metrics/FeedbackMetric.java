package io.tonework.feedback.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every metric of the feedback service, with what it means and its tags. */
public enum FeedbackMetric {
  ATTEMPTS(
      "tonework.feedback.webhook.attempt",
      "How long attempts to deliver a webhook took, by outcome: accepted, failed, gone, refused",
      "outcome"),
  DELIVERIES(
      "tonework.feedback.webhook.delivery",
      "How long deliveries took from queueing to their end, by state: delivered, exhausted, refused",
      "state"),
  PENDING("tonework.feedback.webhook.pending", "Deliveries that have not ended, over all replicas"),
  OLDEST_PENDING_AGE(
      "tonework.feedback.webhook.oldest.pending.age",
      "Age in seconds of the oldest delivery that has not ended; 0 when there is none"),
  REBUILDS(
      "tonework.feedback.view.rebuilds",
      "How often a view was folded again because Redis was emptied, restarted or replaced: webhooks,"
          + " taste",
      "view"),
  VERDICTS(
      "tonework.feedback.verdicts",
      "Verdicts taken in, by kind: accepted, rejected, edit (an edit without a verdict)",
      "verdict"),
  FOLDS(
      "tonework.feedback.taste.folds",
      "Verdicts folded into tastes, by outcome: learned, known (folded before, or forgotten)",
      "outcome"),
  FORGOTTEN("tonework.feedback.users.forgotten", "Users whose verdicts were erased");

  private final String metricName;
  private final String description;
  private final @Nullable String tag;

  FeedbackMetric(String metricName, String description) {
    this(metricName, description, null);
  }

  FeedbackMetric(String metricName, String description, @Nullable String tag) {
    this.metricName = metricName;
    this.description = description;
    this.tag = tag;
  }

  /** The name; the registry adds the unit's suffix. */
  public String metricName() {
    return metricName;
  }

  /** What it means. */
  public String description() {
    return description;
  }

  /** The name of its tag; most have one. */
  public Optional<String> tag() {
    return Optional.ofNullable(tag);
  }

  /** This metric as a counter without a tag. */
  public Counter counter(MeterRegistry registry) {
    return Counter.builder(metricName).description(description).register(registry);
  }

  /** This metric as a counter. */
  public Counter counter(MeterRegistry registry, String tagValue) {
    return Counter.builder(metricName)
        .description(description)
        .tag(requireTag(), tagValue)
        .register(registry);
  }

  /** This metric as a timer. */
  public Timer timer(MeterRegistry registry, String tagValue) {
    return Timer.builder(metricName)
        .description(description)
        .tag(requireTag(), tagValue)
        .register(registry);
  }

  /** This metric as a gauge that asks for its value. */
  public Gauge gauge(MeterRegistry registry, Supplier<Number> value) {
    return Gauge.builder(metricName, value).description(description).register(registry);
  }

  private String requireTag() {
    if (tag == null) {
      throw new IllegalArgumentException(this + " has no tag");
    }
    return tag;
  }
}
