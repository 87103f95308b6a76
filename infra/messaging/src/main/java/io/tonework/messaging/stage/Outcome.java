package io.tonework.messaging.stage;

import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the handling of a record ended. */
public sealed interface Outcome {
  /**
   * Finished. The record counts as done once all of these events are acknowledged.
   *
   * @param published the facts that came of it
   */
  record Done(List<Event> published) implements Outcome {
    /** Copies the list. */
    public Done {
      published = List.copyOf(published);
    }
  }

  /**
   * Failed for a reason that passes: tried again later, at last a dead letter.
   *
   * @param why what was wrong, with which value
   * @param cause the fault, if there was one
   */
  record Retry(String why, @Nullable Throwable cause) implements Outcome {}

  /**
   * A server that the stage needs is away: tried again for hours, since that is nobody's fault who
   * sent the record. It does not count as an attempt.
   *
   * @param why which one, and what it answered
   * @param cause the fault
   */
  record Postpone(String why, Throwable cause) implements Outcome {}

  /**
   * Can never succeed: a dead letter, and the customer is told.
   *
   * @param failure why, in words for the customer
   * @param cause the fault, if there was one
   */
  record Reject(Failure failure, @Nullable Throwable cause) implements Outcome {}

  /**
   * This process cannot work: the loop stops, and its records go back to the queue.
   *
   * @param why what was wrong, and what the operator should do
   * @param cause the fault
   */
  record Fatal(String why, Throwable cause) implements Outcome {}

  /** Finished, with these facts. */
  static Outcome done(Event... published) {
    return new Done(List.of(published));
  }

  /** Try again later. */
  static Outcome retry(String why) {
    return new Retry(why, null);
  }

  /** Try again later. */
  static Outcome retry(String why, Throwable cause) {
    return new Retry(why, cause);
  }

  /** Try again when the server is back. */
  static Outcome postpone(String why, Throwable cause) {
    return new Postpone(why, cause);
  }

  /** Give up on this record. */
  static Outcome reject(Failure failure) {
    return new Reject(failure, null);
  }

  /** Give up on this record. */
  static Outcome reject(Failure failure, Throwable cause) {
    return new Reject(failure, cause);
  }

  /** Stop this process's loop. */
  static Outcome fatal(String why, Throwable cause) {
    return new Fatal(why, cause);
  }
}
