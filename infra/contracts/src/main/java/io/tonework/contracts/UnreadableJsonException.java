package io.tonework.contracts;

import org.jspecify.annotations.Nullable;

/** JSON that does not fit its contract: poison, since reading it again gives the same. */
public final class UnreadableJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableJsonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
