package io.tonework.storage;

import org.jspecify.annotations.Nullable;

/** The store refuses this to us; trying again does not help, a policy must change. */
public final class AccessDenied extends StorageException {
  private static final long serialVersionUID = 1L;

  /** The refusal of a call. */
  public AccessDenied(String call, @Nullable Throwable cause) {
    super(
        call + " is refused by the object store; check the credentials and the bucket's policy",
        cause);
  }
}
