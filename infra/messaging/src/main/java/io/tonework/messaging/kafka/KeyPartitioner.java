package io.tonework.messaging.kafka;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the partition by the record key up to its last {@code /}: a user's verdicts have keys of
 * their own, {@code tenant/user/id}, so that each can be erased by a tombstone, and lie together
 * all the same. A key without a {@code /} goes where Kafka's own rule puts it. Thread-safe.
 */
public final class KeyPartitioner implements Partitioner {
  @Override
  public int partition(
      String topic,
      @Nullable Object key,
      byte @Nullable [] keyBytes,
      @Nullable Object value,
      byte @Nullable [] valueBytes,
      Cluster cluster) {
    int partitions = cluster.partitionCountForTopic(topic);
    if (keyBytes == null) {
      return ThreadLocalRandom.current().nextInt(partitions);
    }
    return Utils.toPositive(Utils.murmur2(owner(keyBytes))) % partitions;
  }

  /** What decides the partition: the key up to its last {@code /}, or all of it. */
  public static byte[] owner(byte[] key) {
    for (int i = key.length - 1; i >= 0; i--) {
      if (key[i] == '/') {
        return Arrays.copyOf(key, i);
      }
    }
    return key;
  }

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> configs) {}
}
