package io.tonework.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.loop.StageLoop;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.TransientException;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.ViewsUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stage on its way through starting, running, and stopped or failed. Thread-safe.
 *
 * <pre>
 *   STARTING ──▶ RUNNING ──▶ STOPPED
 *       └────────────┴─────▶ FAILED
 * </pre>
 */
final class RunningStage implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningStage.class);

  private static final Duration WATCH = Duration.ofMillis(500);

  private final Stage stage;
  private final Foundations foundations;
  private final KafkaSettings kafka;
  private final MeterRegistry meters;
  private final Duration startRetry;
  private final BiConsumer<String, Throwable> onFatal;
  private final Thread starter;
  private volatile boolean closed;
  private volatile @Nullable StageLoop loop;
  private volatile @Nullable Throwable failure;

  RunningStage(
      Stage stage,
      Foundations foundations,
      KafkaSettings kafka,
      MeterRegistry meters,
      Duration startRetry,
      BiConsumer<String, Throwable> onFatal) {
    this.stage = stage;
    this.foundations = foundations;
    this.kafka = kafka;
    this.meters = meters;
    this.startRetry = startRetry;
    this.onFatal = onFatal;
    this.starter = Thread.ofPlatform().daemon().name("start-" + stage.name()).unstarted(this::run);
  }

  String name() {
    return stage.name();
  }

  void start() {
    starter.start();
  }

  /** True while records are taken. */
  boolean isReady() {
    StageLoop started = loop;
    return !closed && started != null && started.isReady();
  }

  /** Why the stage will not come back without a restart of the process; empty while it may. */
  Optional<Throwable> failure() {
    StageLoop started = loop;
    return failure != null || started == null ? Optional.ofNullable(failure) : started.failure();
  }

  private void run() {
    try {
      StageDefinition definition = prepare();
      if (closed) {
        return;
      }
      StageLoop started = StageLoop.start(definition, kafka, meters);
      loop = started;
      log.atInfo().addKeyValue("stage", name()).log("stage is running");
      watch(started);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError e) {
      if (!closed) {
        failure = e;
        onFatal.accept(name(), e);
      }
    }
  }

  private void watch(StageLoop started) throws Exception {
    while (started.isAlive()) {
      Thread.sleep(WATCH);
    }
    Optional<Throwable> fault = started.failure();
    if (!closed && fault.isPresent()) {
      onFatal.accept(name(), fault.get());
    }
  }

  private StageDefinition prepare() throws Exception {
    while (true) {
      try {
        foundations.lay();
        return stage.prepare();
      } catch (TransientException | StoreUnavailable | ViewsUnavailable e) {
        log.atWarn()
            .addKeyValue("stage", name())
            .addKeyValue("retryIn", startRetry)
            .addKeyValue("cause", e.getMessage())
            .log("stage cannot start yet");
        Thread.sleep(startRetry);
      }
    }
  }

  /** Stops taking records and waits for those in flight, at most the stage's drain time-out. */
  @Override
  public void close() {
    closed = true;
    starter.interrupt();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    StageLoop started = loop;
    if (started != null) {
      started.close();
    }
  }
}
