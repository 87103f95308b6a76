package io.tonework.storage;

import org.jspecify.annotations.Nullable;

/** What can go wrong with the object store or the views; the kinds need different answers. */
public abstract sealed class StorageException extends RuntimeException
    permits ObjectMissing,
        ObjectChanged,
        ObjectTooLarge,
        AccessDenied,
        StoreUnavailable,
        ViewsUnavailable {
  private static final long serialVersionUID = 1L;

  StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** True when the same call may succeed later, without anyone changing anything. */
  public boolean isTransient() {
    return this instanceof StoreUnavailable || this instanceof ViewsUnavailable;
  }
}
