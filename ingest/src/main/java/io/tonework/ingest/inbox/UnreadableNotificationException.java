package io.tonework.ingest.inbox;

import org.jspecify.annotations.Nullable;

/** A record on the notification topic that is no bucket notification. */
public final class UnreadableNotificationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableNotificationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
