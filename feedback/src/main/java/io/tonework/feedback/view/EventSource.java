package io.tonework.feedback.view;

import io.tonework.messaging.stage.Delivery;
import java.util.function.Consumer;

/** A topic that is kept, from its first record to the last one of now. */
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
