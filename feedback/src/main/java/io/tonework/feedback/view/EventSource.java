package io.tonework.feedback.view;

import io.tonework.messaging.stage.Delivery;
import java.util.function.Consumer;

/**
 * Reads a topic that is kept for good, from its first record to the last one at the start of the
 * reading.
 */
@FunctionalInterface
public interface EventSource {
  /**
   * Hands over every event, in order within a partition.
   *
   * @return how many there were
   * @throws io.tonework.messaging.stage.TransientException when Kafka cannot be asked
   */
  long forEach(Consumer<Delivery> action);
}
