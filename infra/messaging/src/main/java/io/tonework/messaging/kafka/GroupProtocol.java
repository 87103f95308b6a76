package io.tonework.messaging.kafka;

import java.util.Locale;

/** How the members of a consumer group agree on who reads what. */
public enum GroupProtocol {
  /** The client-side protocol that every broker speaks. */
  CLASSIC,
  /**
   * KIP-848: the broker assigns, and members that keep their partitions go on during a rebalance.
   */
  CONSUMER;

  /** The value of Kafka's {@code group.protocol}. */
  public String kafkaName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
