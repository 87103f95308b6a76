package io.tonework.messaging.loop;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.publish.RecordSender;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.topic.TopicAdmin;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running stage: reads its topics, hands records to its handler and publishes what comes of them.
 *
 * <p>{@link #start} returns at once; {@link #isReady} turns true when the group has admitted this
 * member. Thread-safe.
 */
public final class StageLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StageLoop.class);
  private static final Duration PRODUCER_CLOSE = Duration.ofSeconds(5);

  private final StagePoller poller;
  private final Producer<byte[], byte[]> producer;
  private final Thread thread;
  private volatile Optional<Throwable> failure = Optional.empty();

  private StageLoop(String stage, StagePoller poller, Producer<byte[], byte[]> producer) {
    this.poller = poller;
    this.producer = producer;
    this.thread =
        Thread.ofPlatform().name("tonework-" + stage + "-poller").daemon().unstarted(this::run);
  }

  /**
   * Starts a stage. Its topics must exist, see {@link TopicAdmin#ensureTopics}.
   *
   * @param metrics where the loop's metrics go, see {@link StageMetric}
   */
  public static StageLoop start(
      StageDefinition stage, KafkaSettings settings, MeterRegistry metrics) {
    StageLoop loop = of(stage, LoopBase.over(settings, stage), metrics);
    loop.thread.start();
    return loop;
  }

  /**
   * A loop that is not started: it runs on the thread that calls {@link #run}.
   *
   * @param base what it stands on
   * @param metrics where the loop's metrics go, see {@link StageMetric}
   */
  public static StageLoop of(StageDefinition stage, LoopBase base, MeterRegistry metrics) {
    StageMeters meters = new StageMeters(metrics, stage.name(), stage.topics());
    EventCodec codec = new EventCodec(stage.name(), base.clock());
    RecordSender sender = new RecordSender(base.producer(), codec);
    StageWorker worker = new StageWorker(stage, sender, base.clock(), base.random(), meters);
    WorkPool work = new WorkPool(stage, base.limits(), worker, base.launcher(), base.clock());
    StagePoller poller =
        new StagePoller(stage, base.consumer(), work, base.clock(), base.limits(), meters);
    return new StageLoop(stage.name(), poller, base.producer());
  }

  /** Works until the loop has drained or a fatal fault ended it; for one call. */
  public void run() {
    try {
      poller.subscribe();
      while (poller.step()) {
        // each step polls, and so waits, by itself
      }
      failure = poller.failure().map(Throwable.class::cast);
    } catch (RuntimeException | Error e) {
      failure = Optional.of(e);
      log.atError().setCause(e).log("stage loop ends by a fault of its own");
    } finally {
      poller.finish();
      producer.close(PRODUCER_CLOSE);
    }
  }

  /** Asks the loop to take no new work and to end with what is in flight; returns at once. */
  public void drain() {
    poller.drain();
  }

  /** True while the group has admitted this member and the loop takes work. */
  public boolean isReady() {
    return isAlive() && poller.isReady();
  }

  /** False once the loop has ended, by {@link #close} or by a fatal fault. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Why the loop stopped by itself, if it did. */
  public Optional<Throwable> failure() {
    return failure;
  }

  /**
   * Drains: takes no new work, waits for what is in flight up to the drain timeout, commits and
   * leaves the group. Returns when the loop has ended; further calls do nothing. When the caller is
   * interrupted it returns at once, and the loop goes on draining.
   */
  @Override
  public void close() {
    poller.drain();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
