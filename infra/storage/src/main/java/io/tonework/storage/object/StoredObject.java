package io.tonework.storage.object;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import java.time.Instant;
import java.util.Map;

/**
 * An object as it lies in the store.
 *
 * @param id where
 * @param etag the ETag without quotes
 * @param sizeBytes its length
 * @param lastModified when it was written, by the store's clock
 * @param contentType the media type it was stored with
 * @param metadata what the writer had kept with it; empty when there was nothing, or the store has
 *     lost it
 */
public record StoredObject(
    ObjectId id,
    String etag,
    long sizeBytes,
    Instant lastModified,
    String contentType,
    Map<String, String> metadata) {
  /** Copies the map. */
  public StoredObject {
    metadata = Map.copyOf(metadata);
  }

  /** The object as the source of a photo, pinned by its ETag. */
  public SourceObject toSource() {
    return new SourceObject(id.bucket(), id.key(), etag, sizeBytes);
  }
}
