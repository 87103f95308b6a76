package io.tonework.messaging.loop;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Event;
import io.tonework.contracts.Topics;
import io.tonework.messaging.VirtualClock;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.publish.RecordSender;
import io.tonework.messaging.queue.LoopLimits;
import io.tonework.messaging.stage.StageDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A stage loop that a test steps by hand: time stands still between steps, and work that was begun
 * is in flight until the test runs it.
 */
final class SteppedLoop {
  static final String TOPIC = Topics.PHOTO_UPLOADED;
  static final TopicPartition MAIN = new TopicPartition(TOPIC, 0);
  static final TopicPartition RETRY = new TopicPartition(Topics.retry(TOPIC), 0);
  static final LoopLimits LIMITS =
      new LoopLimits(
          4,
          4,
          100,
          10,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ZERO,
          Duration.ofSeconds(1));

  final VirtualClock clock = new VirtualClock();
  final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  final MockProducer<byte[], byte[]> producer;
  final List<Runnable> inFlight = new ArrayList<>();
  final List<Runnable> interrupted = new ArrayList<>();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final EventCodec codec = new EventCodec("test", clock);
  private final StagePoller poller;

  SteppedLoop(StageDefinition stage) {
    this(stage, true);
  }

  SteppedLoop(StageDefinition stage, boolean acknowledgeAtOnce) {
    producer =
        new MockProducer<>(
            acknowledgeAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
    StageMeters meters = new StageMeters(metrics, stage.name(), stage.topics());
    StageWorker worker =
        new StageWorker(stage, new RecordSender(producer, codec), clock, new Random(7), meters);
    WorkPool work = new WorkPool(stage, LIMITS, worker, this::launch, clock);
    poller = new StagePoller(stage, consumer, work, clock, LIMITS, meters);
    poller.subscribe();
  }

  private Runnable launch(Runnable work) {
    inFlight.add(work);
    return () -> interrupted.add(work);
  }

  /** The group gives this member exactly these partitions. */
  void own(TopicPartition... partitions) {
    Map<TopicPartition, Long> zero = new HashMap<>();
    for (TopicPartition partition : partitions) {
      zero.put(partition, 0L);
    }
    consumer.updateBeginningOffsets(zero);
    consumer.updateEndOffsets(zero);
    consumer.rebalance(List.of(partitions));
  }

  /** The group's commits from an earlier life. */
  void committedBefore(TopicPartition partition, OffsetAndMetadata offset) {
    consumer.commitSync(Map.of(partition, offset));
  }

  void put(TopicPartition partition, long offset, Event event) {
    put(partition, offset, event, headers -> {});
  }

  void put(TopicPartition partition, long offset, Event event, Consumer<Headers> change) {
    ProducerRecord<byte[], byte[]> encoded = codec.encode(event, TraceContext.fresh());
    change.accept(encoded.headers());
    put(partition, offset, encoded.key(), encoded.value(), encoded.headers());
  }

  void put(
      TopicPartition partition,
      long offset,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            clock.millis(),
            TimestampType.CREATE_TIME,
            -1,
            -1,
            key,
            value,
            headers,
            Optional.empty()));
  }

  boolean step() {
    return poller.step();
  }

  /** Steps after the commit interval, so that whatever may be committed is committed. */
  boolean stepAndCommit() {
    clock.advance(LIMITS.commitEvery().plusMillis(1));
    return poller.step();
  }

  /** Runs the n-th work that is in flight to its end. */
  void finish(int index) {
    inFlight.remove(index).run();
  }

  void finishAll() {
    while (!inFlight.isEmpty()) {
      finish(0);
    }
  }

  void drain() {
    poller.drain();
  }

  void end() {
    poller.finish();
  }

  StagePoller poller() {
    return poller;
  }

  /** What is committed of a partition that this member owns. */
  Optional<OffsetAndMetadata> commit(TopicPartition partition) {
    return Optional.ofNullable(consumer.committed(Set.of(partition)).get(partition));
  }

  /** The committed offset; -1 when there is none. */
  long committed(TopicPartition partition) {
    return commit(partition).map(OffsetAndMetadata::offset).orElse(-1L);
  }

  /** The records that were published to a topic. */
  List<ProducerRecord<byte[], byte[]>> published(String topic) {
    return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
  }

  double counted(StageMetric metric) {
    return metrics.find(metric.metricName()).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
