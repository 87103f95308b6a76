package io.tonework.imaging.region;

import org.jspecify.annotations.Nullable;

/** A mask that no photo, or not this photo, can be rendered with; the message says why. */
public final class UnusableMask extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wrong, with which value, and what to do. */
  public UnusableMask(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** As {@link #UnusableMask(String, Throwable)}, without a fault behind it. */
  public UnusableMask(String message) {
    this(message, null);
  }
}
