package io.tonework.feedback.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;

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
  private final List<String> tags;

  FeedbackMetric(String metricName, String description, String... tags) {
    this.metricName = metricName;
    this.description = description;
    this.tags = List.of(tags);
  }

  /** The name; the registry adds the unit's suffix. */
  public String metricName() {
    return metricName;
  }

  /** What it means. */
  public String description() {
    return description;
  }

  /** The names of its tags. */
  public List<String> tags() {
    return tags;
  }

  /**
   * This metric as a counter.
   *
   * @param tagValues one for each of {@link #tags()}
   */
  public Counter counter(MeterRegistry registry, String... tagValues) {
    return Counter.builder(metricName)
        .description(description)
        .tags(pairs(tagValues))
        .register(registry);
  }

  /**
   * This metric as a timer.
   *
   * @param tagValues one for each of {@link #tags()}
   */
  public Timer timer(MeterRegistry registry, String... tagValues) {
    return Timer.builder(metricName)
        .description(description)
        .tags(pairs(tagValues))
        .register(registry);
  }

  /** This metric as a gauge that asks for its value. */
  public Gauge gauge(MeterRegistry registry, Supplier<Number> value) {
    return Gauge.builder(metricName, value).description(description).register(registry);
  }

  private String[] pairs(String... tagValues) {
    if (tagValues.length != tags.size()) {
      throw new IllegalArgumentException(this + " takes values for the tags " + tags);
    }
    String[] pairs = new String[tagValues.length * 2];
    for (int i = 0; i < tagValues.length; i++) {
      pairs[2 * i] = tags.get(i);
      pairs[2 * i + 1] = tagValues[i];
    }
    return pairs;
  }
}
