package io.tonework.simulation.kafka;

import io.tonework.simulation.fault.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A member that commits what it polls at once, as a loop must not. */
public final class HastyConsumer extends MemoryConsumer {
  /** A member that has not joined. */
  public HastyConsumer(MemoryKafka kafka, String group, int maxPollRecords, Wire wire) {
    super(kafka, group, maxPollRecords, wire);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    records
        .partitions()
        .forEach(partition -> offsets.put(partition, new OffsetAndMetadata(position(partition))));
    if (!offsets.isEmpty()) {
      try {
        commitSync(offsets, timeout);
      } catch (KafkaException _) {
        // the loop's own commit follows
      }
    }
    return records;
  }
}
