package io.tonework.messaging.stage;

import io.tonework.messaging.kafka.KeyPartitioner;

/** What a stage reads and does: events of ours, or records of others. */
public sealed interface StageInput {
  /** The part of a record key within which order is kept: what decides the partition of events. */
  default byte[] owner(byte[] key) {
    return switch (this) {
      case Events _ -> KeyPartitioner.owner(key);
      case Raw _ -> key;
    };
  }

  /**
   * Events.
   *
   * @param handler what is done with one
   * @param onReject what is published when one is given up
   */
  record Events(StageHandler handler, OnReject onReject) implements StageInput {}

  /**
   * Records as they are; a customer cannot be told when one is given up, since nothing says whose
   * it is.
   *
   * @param handler what is done with one
   */
  record Raw(RawHandler handler) implements StageInput {}
}
