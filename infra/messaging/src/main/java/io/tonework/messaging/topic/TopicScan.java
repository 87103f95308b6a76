package io.tonework.messaging.topic;

import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.stage.TransientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** One pass over a topic, from its beginning to the end that it had at the start of the pass. */
public final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STUCK = Duration.ofSeconds(30);

  private TopicScan() {}

  /**
   * Hands over each record on the caller's thread; the order is kept within a partition.
   *
   * @throws TransientException when Kafka cannot be asked or stops answering
   */
  public static void run(
      KafkaSettings settings, String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    try (KafkaConsumer<byte[], byte[]> reader = KafkaClients.reader(settings, "scan")) {
      List<TopicPartition> partitions = partitions(reader, topic);
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      long progressAt = System.nanoTime();
      while (partitions.stream().anyMatch(p -> reader.position(p) < ends.getOrDefault(p, 0L))) {
        ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
          long end = ends.getOrDefault(partition, 0L);
          records.records(partition).stream().filter(r -> r.offset() < end).forEach(action);
        }
        if (!records.isEmpty()) {
          progressAt = System.nanoTime();
        } else if (System.nanoTime() - progressAt > STUCK.toNanos()) {
          throw new TransientException("no record of " + topic + " came for " + STUCK, null);
        }
      }
    } catch (KafkaException e) {
      throw new TransientException("cannot read topic " + topic, e);
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> reader, String topic) {
    List<TopicPartition> partitions =
        reader.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new TransientException("topic " + topic + " does not exist", null);
    }
    return partitions;
  }
}
