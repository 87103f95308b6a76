package io.tonework.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded server cannot start; the message says what to do about it. */
public final class EmbeddedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
