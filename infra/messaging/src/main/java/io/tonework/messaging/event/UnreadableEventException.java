package io.tonework.messaging.event;

import org.jspecify.annotations.Nullable;

/** A record that is no event of ours: poison, since reading it again gives the same. */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
