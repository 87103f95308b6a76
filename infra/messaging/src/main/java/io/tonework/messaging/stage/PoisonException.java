package io.tonework.messaging.stage;

import io.tonework.contracts.Failure;
import org.jspecify.annotations.Nullable;

/** A record that can never be handled; thrown from a handler it equals {@link Outcome.Reject}. */
public final class PoisonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** Why, in words for the customer. */
  public PoisonException(Failure failure) {
    this(failure, null);
  }

  /** Why, in words for the customer, and the fault behind it. */
  public PoisonException(Failure failure, @Nullable Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** Why, in words for the customer. */
  public Failure failure() {
    return failure;
  }
}
