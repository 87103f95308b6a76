package io.tonework.messaging.stage;

import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.messaging.event.TraceContext;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * An event that a stage has to handle, with where it came from.
 *
 * @param event the fact
 * @param topic the topic it was published to first, also when this is a later attempt
 * @param partition its partition there
 * @param offset its offset there
 * @param attempt 1 for the first attempt
 * @param trace the trace it belongs to; a fresh one when its publisher named none
 * @param recordTime when it was published first
 * @param stale tells that the partition was lost or the loop gives up; see {@link #isStale}
 */
public record Delivery(
    Event event,
    String topic,
    int partition,
    long offset,
    int attempt,
    TraceContext trace,
    Instant recordTime,
    BooleanSupplier stale) {

  /** A first delivery of that event outside of any loop, for tools and tests. */
  public static Delivery of(Event event) {
    return new Delivery(
        event, event.topic(), 0, 0, 1, TraceContext.fresh(), Instant.EPOCH, () -> false);
  }

  /**
   * True when another consumer owns the record by now: long work should stop, because its outcome
   * is thrown away. May be asked from any thread.
   */
  public boolean isStale() {
    return stale.getAsBoolean();
  }

  /**
   * The event as the kind that this stage expects.
   *
   * @throws PoisonException when a topic carries an event of another kind
   */
  public <E extends Event> E event(Class<E> kind) {
    if (!kind.isInstance(event)) {
      throw new PoisonException(
          new Failure(
              FailureCode.UNREADABLE_EVENT,
              "a " + kind.getSimpleName() + " was expected on " + topic + ", not " + event.type(),
              "messaging"));
    }
    return kind.cast(event);
  }
}
