package io.tonework.messaging.loop;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Writes the metrics of one stage. Thread-safe. */
final class StageMeters implements AutoCloseable {
  private static final List<StageMetric> COUNTERS =
      List.of(
          StageMetric.PROCESSED,
          StageMetric.FAILED,
          StageMetric.RETRIED,
          StageMetric.DEAD_LETTERED,
          StageMetric.DROPPED,
          StageMetric.SKIPPED);

  private final MeterRegistry registry;
  private final String stage;
  private final Map<String, Long> lagByTopic = new ConcurrentHashMap<>();
  private final Queue<Meter> gauges = new ConcurrentLinkedQueue<>();

  /**
   * The metrics of a stage that reads these topics.
   *
   * <p>Its counters are there from the beginning: a rate over one that appears with its first event
   * knows nothing of that event, and no alert would tell of the first record that is given up.
   */
  StageMeters(MeterRegistry registry, String stage, Set<String> topics) {
    this.registry = registry;
    this.stage = stage;
    for (String topic : topics) {
      for (StageMetric counted : COUNTERS) {
        Counter _ = counter(counted, topic);
      }
    }
  }

  /** Shows the loop's numbers for as long as it runs. */
  void watch(Supplier<Number> inFlight, Supplier<Number> ready, Supplier<Number> waiting) {
    gauge(StageMetric.IN_FLIGHT, inFlight);
    gauge(StageMetric.READY, ready);
    gauge(StageMetric.WAITING, waiting);
  }

  private void gauge(StageMetric metric, Supplier<Number> value) {
    gauges.add(
        Gauge.builder(metric.metricName(), value)
            .description(metric.description())
            .tag("stage", stage)
            .register(registry));
  }

  void count(StageMetric metric, String topic) {
    counter(metric, topic).increment();
  }

  private Counter counter(StageMetric metric, String topic) {
    return Counter.builder(metric.metricName())
        .description(metric.description())
        .tag("stage", stage)
        .tag("topic", topic)
        .register(registry);
  }

  void handled(String topic, Settlement settlement, Duration time) {
    Timer.builder(StageMetric.HANDLE_TIME.metricName())
        .description(StageMetric.HANDLE_TIME.description())
        .tag("stage", stage)
        .tag("topic", topic)
        .tag("outcome", outcome(settlement))
        .register(registry)
        .record(time);
  }

  void queued(String topic, Duration time) {
    Timer.builder(StageMetric.QUEUE_TIME.metricName())
        .description(StageMetric.QUEUE_TIME.description())
        .tag("stage", stage)
        .tag("topic", topic)
        .register(registry)
        .record(time.isNegative() ? Duration.ZERO : time);
  }

  /** Notes the lag of the topics that this member has a share of now; of others it is none. */
  void lag(Map<String, Long> recordsByTopic) {
    lagByTopic.keySet().forEach(topic -> lagByTopic.put(topic, 0L));
    recordsByTopic.forEach((topic, records) -> {
      if (lagByTopic.put(topic, records) == null) {
        gauges.add(lagGauge(topic));
      }
    });
  }

  private Gauge lagGauge(String topic) {
    return Gauge.builder(StageMetric.LAG.metricName(), () -> lagByTopic.getOrDefault(topic, 0L))
        .description(StageMetric.LAG.description())
        .tag("stage", stage)
        .tag("topic", topic)
        .register(registry);
  }

  private static String outcome(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Completed(Settlement.End end) -> end.name().toLowerCase(Locale.ROOT);
      case Settlement.Again _ -> "retried";
      case Settlement.Dropped _ -> "dropped";
      case Settlement.Stop _ -> "fatal";
    };
  }

  /** Takes the gauges away, which would otherwise show a dead loop's numbers. */
  @Override
  public void close() {
    gauges.forEach(registry::remove);
    gauges.clear();
  }
}
