package io.tonework.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Every metric of ingest, with its tags. */
public enum IngestMetric {
  ACCEPTED(
      "tonework.ingest.accepted", "Photos whose event is on the topic", List.of("channel", "mode")),
  REFUSED("tonework.ingest.refused", "Photos that were not taken, by kind", List.of("problem")),
  PHOTO_BYTES("tonework.ingest.photo.bytes", "Size of the originals taken", List.of("channel")),
  REQUEST_TIME(
      "tonework.ingest.request.time",
      "From the first byte of a request to its answer",
      List.of("channel")),
  NOTIFICATIONS(
      "tonework.ingest.notifications",
      "Objects that bucket notifications named",
      List.of("outcome")),
  RECONCILED(
      "tonework.ingest.reconciled", "Objects that the reconciler looked at", List.of("outcome")),
  SWEEP_TIME("tonework.ingest.sweep.time", "Time of one reconciler sweep", List.of()),
  STREAMS("tonework.ingest.streams", "Open event streams", List.of());

  private final String meterName;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // List.of, which cannot change
  private final List<String> tags;

  IngestMetric(String meterName, String description, List<String> tags) {
    this.meterName = meterName;
    this.description = description;
    this.tags = tags;
  }

  /** The Micrometer name. */
  public String meterName() {
    return meterName;
  }

  /** What it counts or measures. */
  public String description() {
    return description;
  }

  /** Its tags, all of few values. */
  public List<String> tags() {
    return tags;
  }

  /** Its counter with these tag values, in the order of {@link #tags}. */
  public Counter counter(MeterRegistry registry, String... values) {
    return Counter.builder(meterName)
        .description(description)
        .tags(pairs(values))
        .register(registry);
  }

  /** Its timer with these tag values. */
  public Timer timer(MeterRegistry registry, String... values) {
    return Timer.builder(meterName)
        .description(description)
        .tags(pairs(values))
        .publishPercentileHistogram()
        .register(registry);
  }

  /** Its distribution of bytes with these tag values. */
  public DistributionSummary bytes(MeterRegistry registry, String... values) {
    return DistributionSummary.builder(meterName)
        .description(description)
        .baseUnit("bytes")
        .tags(pairs(values))
        .register(registry);
  }

  /** Its gauge, which shows that number for as long as the number lives. */
  public AtomicInteger gauge(MeterRegistry registry) {
    AtomicInteger number = new AtomicInteger();
    Gauge.builder(meterName, number, AtomicInteger::get)
        .description(description)
        .strongReference(true)
        .register(registry);
    return number;
  }

  private String[] pairs(String... values) {
    if (values.length != tags.size()) {
      throw new IllegalArgumentException(
          meterName + " has tags " + tags + ", not " + values.length);
    }
    String[] pairs = new String[values.length * 2];
    for (int i = 0; i < values.length; i++) {
      pairs[2 * i] = tags.get(i);
      pairs[2 * i + 1] = values[i];
    }
    return pairs;
  }
}
