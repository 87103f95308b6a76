package io.tonework.messaging.loop;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.publish.RecordSender;
import io.tonework.messaging.queue.LoopLimits;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.topic.TopicAdmin;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.Consumer;
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
    Clock clock = Clock.systemUTC();
    // a replica that comes takes partitions from those that work: they finish what they have begun
    LoopLimits limits = LoopLimits.of(stage.maxInFlight()).withRevokeGrace(stage.drainTimeout());
    Consumer<byte[], byte[]> consumer =
        KafkaClients.groupConsumer(
            settings, stage.name(), stage.group(), limits.maxPollRecords(), limits.revokeGrace());
    Producer<byte[], byte[]> producer = KafkaClients.producer(settings, stage.name());
    StageMeters meters = new StageMeters(metrics, stage.name(), stage.topics());
    RecordSender sender = new RecordSender(producer, new EventCodec(stage.name(), clock));
    StageWorker worker = new StageWorker(stage, sender, clock, new Random(), meters);
    Launcher launcher = Launcher.virtualThreads(stage.name());
    WorkPool work = new WorkPool(stage, limits, worker, launcher, clock);
    StagePoller poller = new StagePoller(stage, consumer, work, clock, limits, meters);
    StageLoop loop = new StageLoop(stage.name(), poller, producer);
    loop.thread.start();
    return loop;
  }

  private void run() {
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
