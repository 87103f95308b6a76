package io.tonework.service;

import io.tonework.messaging.KafkaSettings;
import io.tonework.messaging.TopicAdmin;

/** Creates the topics once per application, whichever stage comes first. Thread-safe. */
final class TopicsOnce {
  private final KafkaSettings kafka;
  private final boolean create;
  private boolean done;

  TopicsOnce(KafkaSettings kafka, boolean create) {
    this.kafka = kafka;
    this.create = create;
  }

  /** Returns when every topic is there; a failed attempt is repeated by the next caller. */
  synchronized void ensure() {
    if (create && !done) {
      TopicAdmin.ensureTopics(kafka);
      done = true;
    }
  }
}
