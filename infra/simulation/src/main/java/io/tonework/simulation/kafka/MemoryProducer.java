package io.tonework.simulation.kafka;

import io.tonework.simulation.fault.Kind;
import io.tonework.simulation.fault.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * A producer whose {@link #send} returns when the brokers have the record, or when it gives up; a
 * record that was given up may lie there.
 */
public final class MemoryProducer implements Producer<byte[], byte[]> {
  private static final long DELIVERY_TIMEOUT_MICROS = 30_000_000;
  private static final int LATEST_DUPLICATE_MICROS = 60_000_000;

  private final MemoryKafka kafka;
  private final Wire wire;

  /** A producer of that process. */
  public MemoryProducer(MemoryKafka kafka, Wire wire) {
    this.kafka = kafka;
    this.wire = wire;
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
    String what = "publish to " + record.topic();
    try {
      awaitBrokers();
      if (wire.strikes(Kind.PUBLISH_FAILS, what)) {
        throw new TimeoutException(what + " was not acknowledged");
      }
      boolean _ =
          wire.call(
              what,
              () -> {
                kafka.append(record);
                return true;
              });
      if (wire.strikes(Kind.DUPLICATE, what)) {
        comeAgain(record);
      }
      if (wire.strikes(Kind.PUBLISHED_BUT_TIMEOUT, what)) {
        throw new TimeoutException(what + " was not acknowledged");
      }
      callback.onCompletion(null, null);
    } catch (TimeoutException e) {
      callback.onCompletion(null, e);
    }
    return CompletableFuture.completedFuture(null);
  }

  private void awaitBrokers() {
    long until = wire.timeline().now() + DELIVERY_TIMEOUT_MICROS;
    while (kafka.isAway()) {
      if (wire.timeline().now() >= until) {
        throw new TimeoutException("the brokers were not reached");
      }
      wire.timeline().sleep(1_000_000);
    }
  }

  private void comeAgain(ProducerRecord<byte[], byte[]> record) {
    wire.timeline()
        .spawn(
            "duplicate",
            null,
            () -> {
              wire.timeline().sleep(wire.timeline().random().nextInt(LATEST_DUPLICATE_MICROS));
              kafka.append(record);
            });
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    throw unused();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public void close(Duration timeout) {}

  @Override
  public void initTransactions() {
    throw unused();
  }

  @Override
  public void beginTransaction() {
    throw unused();
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    throw unused();
  }

  @Override
  public void commitTransaction() {
    throw unused();
  }

  @Override
  public void abortTransaction() {
    throw unused();
  }

  @Override
  public void registerMetricForSubscription(KafkaMetric metric) {
    throw unused();
  }

  @Override
  public void unregisterMetricFromSubscription(KafkaMetric metric) {
    throw unused();
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    throw unused();
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    throw unused();
  }

  @Override
  public Uuid clientInstanceId(Duration timeout) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("the line does not use this");
  }
}
