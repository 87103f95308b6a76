package io.tonework.messaging;

/** What a stage reads and does: events of ours, or records of others. */
public sealed interface StageInput {
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
