package io.tonework.messaging.stage;

import org.jspecify.annotations.Nullable;

/** A fault that passes; thrown from a handler it equals {@link Outcome.Retry}. */
public final class TransientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wrong, with which value. */
  public TransientException(String message) {
    this(message, null);
  }

  /** What was wrong, with which value, and the fault behind it. */
  public TransientException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
