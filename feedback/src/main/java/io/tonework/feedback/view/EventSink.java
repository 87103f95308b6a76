package io.tonework.feedback.view;

import io.tonework.contracts.Event;
import io.tonework.messaging.event.TraceContext;

/** Publishes events on their topics. */
@FunctionalInterface
public interface EventSink {
  /**
   * Publishes an event and waits until all replicas have it.
   *
   * @throws io.tonework.messaging.stage.TransientException when it is not acknowledged in time
   */
  void publish(Event event, TraceContext trace);
}
