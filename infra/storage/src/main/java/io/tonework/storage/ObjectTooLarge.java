package io.tonework.storage;

import io.tonework.contracts.ObjectId;

/** The object is longer than the caller takes. */
public final class ObjectTooLarge extends StorageException {
  private static final long serialVersionUID = 1L;

  private final long maxBytes;

  /** That object and that limit. */
  public ObjectTooLarge(ObjectId id, long maxBytes) {
    super(id + " is longer than the limit of " + maxBytes + " bytes", null);
    this.maxBytes = maxBytes;
  }

  /** The limit, in bytes. */
  public long maxBytes() {
    return maxBytes;
  }
}
