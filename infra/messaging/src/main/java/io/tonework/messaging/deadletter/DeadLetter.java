package io.tonework.messaging.deadletter;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that a stage gave up.
 *
 * @param topic the topic it was published to first
 * @param partition the partition of the dead-letter topic, with {@code offset} its name in a replay
 * @param offset the offset in the dead-letter topic
 * @param originPartition its partition on its first topic
 * @param originOffset its offset on its first topic
 * @param group the consumer group that gave it up
 * @param stage the stage that gave it up
 * @param attempts how often it was tried
 * @param failureCode the code that the customer was told, such as {@code corrupt_image}
 * @param errorClass the class of the fault
 * @param errorMessage what was wrong
 * @param deadAt when it was given up
 * @param replayedAt when it was last replayed; null when it never was
 * @param key its key; null when it has none
 * @param payload its value as text; structured values are JSON
 * @param headers all of its headers as text
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    int originPartition,
    long originOffset,
    String group,
    String stage,
    int attempts,
    String failureCode,
    String errorClass,
    String errorMessage,
    Instant deadAt,
    @Nullable Instant replayedAt,
    @Nullable String key,
    String payload,
    Map<String, String> headers) {
  /** Copies the map. */
  public DeadLetter {
    headers = Map.copyOf(headers);
  }

  /** True when it was replayed at least once. */
  public boolean isReplayed() {
    return replayedAt != null;
  }
}
