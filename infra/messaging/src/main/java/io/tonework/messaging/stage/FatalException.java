package io.tonework.messaging.stage;

import org.jspecify.annotations.Nullable;

/** This process cannot work; thrown from a handler it equals {@link Outcome.Fatal}. */
public final class FatalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wrong, and what the operator should do. */
  public FatalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
