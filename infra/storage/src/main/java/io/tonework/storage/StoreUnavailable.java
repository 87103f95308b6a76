package io.tonework.storage;

import org.jspecify.annotations.Nullable;

/** The object store does not answer, throttles or fails: worth another attempt. */
public final class StoreUnavailable extends StorageException {
  private static final long serialVersionUID = 1L;

  /** What was tried and what came back. */
  public StoreUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
