package io.tonework.messaging.loop;

import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.queue.LoopLimits;
import io.tonework.messaging.stage.StageDefinition;
import java.time.Clock;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * What a loop stands on: its Kafka clients, which it closes, and where time, chance and threads
 * come from. Whoever gives all of them decides everything that a loop does not decide itself.
 *
 * @param consumer a member of the stage's group that does not commit by itself
 * @param producer acknowledges when all replicas have a record
 * @param clock the loop's time
 * @param random where jitter is drawn from; must be thread-safe
 * @param launcher begins the handling of a record
 * @param limits the loop's bounds
 */
public record LoopBase(
    Consumer<byte[], byte[]> consumer,
    Producer<byte[], byte[]> producer,
    Clock clock,
    RandomGenerator random,
    Launcher launcher,
    LoopLimits limits) {
  /** Clients of that Kafka, the system's clock, and virtual threads. */
  static LoopBase over(KafkaSettings kafka, StageDefinition stage) {
    // a replica that comes takes partitions from those that work: they finish what they have begun
    LoopLimits limits = LoopLimits.of(stage.maxInFlight()).withRevokeGrace(stage.drainTimeout());
    return new LoopBase(
        KafkaClients.groupConsumer(
            kafka, stage.name(), stage.group(), limits.maxPollRecords(), limits.revokeGrace()),
        KafkaClients.producer(kafka, stage.name()),
        Clock.systemUTC(),
        new Random(),
        Launcher.virtualThreads(stage.name()),
        limits);
  }
}
