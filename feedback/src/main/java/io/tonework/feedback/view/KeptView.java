package io.tonework.feedback.view;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.feedback.metrics.FeedbackMetric;
import io.tonework.messaging.stage.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A view that is folded again from its topic whenever its {@link ViewStamp} says that some of it
 * may be lost. Folding must be idempotent, since the view is used, and folded into, meanwhile.
 * Thread-safe.
 */
public final class KeptView {
  /** How long the name of the Redis that answers is believed. */
  private static final Duration TRUST = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(KeptView.class);

  private final String name;
  private final ViewStamp stamp;
  private final EventSource source;
  private final Consumer<Delivery> fold;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Supplier<ExecutorService> lane;
  private @Nullable Checked checked;

  private record Checked(String redis, Instant at) {}

  /**
   * A view.
   *
   * @param name names it in logs and metrics
   * @param source the topic that it is folded from
   * @param fold folds one event; called from many threads, for one key from one at a time
   */
  public KeptView(
      String name,
      ViewStamp stamp,
      EventSource source,
      Consumer<Delivery> fold,
      MeterRegistry metrics,
      Clock clock) {
    this(name, stamp, source, fold, metrics, clock, KeyedFolds::virtualThread);
  }

  /**
   * A view that is folded on threads of the caller's.
   *
   * @param lane opens one of the lanes that events are folded on, those of a key on the same one
   */
  public KeptView(
      String name,
      ViewStamp stamp,
      EventSource source,
      Consumer<Delivery> fold,
      MeterRegistry metrics,
      Clock clock,
      Supplier<ExecutorService> lane) {
    this.name = name;
    this.stamp = stamp;
    this.source = source;
    this.fold = fold;
    this.metrics = metrics;
    this.clock = clock;
    this.lane = lane;
  }

  /**
   * Makes sure that the view is whole; blocks while it is folded again, and again if Redis was
   * emptied meanwhile.
   *
   * @return names the Redis that it is whole in
   * @throws io.tonework.storage.ViewsUnavailable when Redis does not answer
   * @throws io.tonework.messaging.stage.TransientException when Kafka does not
   */
  public synchronized String ensureWhole() {
    Instant now = clock.instant();
    if (checked != null && now.isBefore(checked.at().plus(TRUST))) {
      return checked.redis();
    }
    String redis = stamp.current();
    while (!stamp.isBuiltIn(redis)) {
      fold(redis);
      redis = stamp.current();
    }
    checked = new Checked(redis, now);
    return redis;
  }

  /** Looks again at the next call, because something was missing. */
  public synchronized void doubt() {
    checked = null;
  }

  private void fold(String redis) {
    long startedNanos = System.nanoTime();
    String began = stamp.begin();
    long events;
    try (KeyedFolds folds = new KeyedFolds(fold, lane)) {
      events = source.forEach(folds::add);
      folds.finish();
    }
    boolean whole = stamp.end(began, redis);
    FeedbackMetric.REBUILDS.counter(metrics, name).increment();
    log.atInfo()
        .addKeyValue("view", name)
        .addKeyValue("events", events)
        .addKeyValue("whole", whole)
        .addKeyValue("seconds", (System.nanoTime() - startedNanos) / 1e9)
        .log("view folded again from its topic");
  }
}
