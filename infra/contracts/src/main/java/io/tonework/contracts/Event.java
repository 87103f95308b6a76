package io.tonework.contracts;

/**
 * A fact on a topic, in the past tense.
 *
 * <p>Ids are derived from what happened, so a fact that is published twice has the same id twice
 * and a consumer that has seen it may drop it.
 */
public sealed interface Event
    permits PhotoUploaded,
        RetouchPlanned,
        PhotoRetouched,
        PhotoFailed,
        FeedbackReceived,
        UserForgotten,
        WebhookAttempted {
  /** The longest event that is kept in the store, in bytes of JSON; Kafka takes no longer ones. */
  int MAX_BYTES = 1 << 20;

  /** The tenant whom it concerns. */
  String tenant();

  /** The CloudEvents id: equal for two reports of the same fact. */
  String eventId();

  /**
   * The record key and CloudEvents subject; in a compacted topic the newest record of it stays.
   *
   * <p>The partition follows the key up to its last {@code /}, so keys that differ only after it
   * lie in one partition, in the order of publishing.
   */
  String key();

  /** Kind of event: topic and CloudEvents type. */
  EventType type();

  /** Who goes first where this event waits. */
  default Priority urgency() {
    return Priority.INTERACTIVE;
  }

  /** The topic that it is published to: that of its kind, or the batch lane beside it. */
  default String topic() {
    return type().topic(urgency());
  }
}
