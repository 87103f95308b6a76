package io.tonework.messaging.stage;

import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import java.util.List;

/**
 * Says what is published when a stage gives an event up, so that the customer is told. Must return
 * equal events for equal arguments, apart from times.
 */
@FunctionalInterface
public interface OnReject {
  /** The events that tell of it, such as a {@code PhotoFailed}; none if nobody needs to know. */
  List<Event> events(Delivery delivery, Failure failure);
}
