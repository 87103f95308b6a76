package io.tonework.storage.object;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param id where
 * @param etag the ETag without quotes
 * @param sizeBytes its length
 * @param lastModified when it was written, by the store's clock
 */
public record ListedObject(ObjectId id, String etag, long sizeBytes, Instant lastModified) {
  /** The object as the source of a photo, pinned by its ETag. */
  public SourceObject toSource() {
    return new SourceObject(id.bucket(), id.key(), etag, sizeBytes);
  }
}
