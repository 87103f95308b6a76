package io.tonework.storage;

import org.jspecify.annotations.Nullable;

/** Redis does not answer: worth another attempt, and plans can be made without it. */
public final class ViewsUnavailable extends StorageException {
  private static final long serialVersionUID = 1L;

  /** What was tried and what came back. */
  public ViewsUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
