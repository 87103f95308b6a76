package io.tonework.storage;

import io.tonework.contracts.ObjectId;
import org.jspecify.annotations.Nullable;

/** The object, or its bucket, is not there. */
public final class ObjectMissing extends StorageException {
  private static final long serialVersionUID = 1L;

  /** That object. */
  public ObjectMissing(ObjectId id, @Nullable Throwable cause) {
    super("there is no object " + id + "; it was deleted, or never written", cause);
  }
}
