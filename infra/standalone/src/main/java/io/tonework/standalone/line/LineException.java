package io.tonework.standalone.line;

import org.jspecify.annotations.Nullable;

/** The local line cannot start; the message says what to do about it. */
public final class LineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
