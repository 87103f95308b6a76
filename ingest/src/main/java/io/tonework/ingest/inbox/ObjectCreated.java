package io.tonework.ingest.inbox;

import io.tonework.contracts.ObjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification's claim that an object was written.
 *
 * @param object the object, its key decoded where the store encodes keys
 * @param asWritten the object whose key is the notification's text itself; null when that is the
 *     same. Not every store encodes its keys, and a plus or a percent sign does not tell
 * @param etag the ETag without quotes; null when the store sent none
 * @param sequencer orders the notifications of one key; null when the store sent none
 */
public record ObjectCreated(
    ObjectId object,
    @Nullable ObjectId asWritten,
    @Nullable String etag,
    @Nullable String sequencer) {
  /** An object whose key is beyond doubt. */
  public ObjectCreated(ObjectId object, @Nullable String etag, @Nullable String sequencer) {
    this(object, null, etag, sequencer);
  }

  /** Every object that can be meant; what is not there was not. */
  public List<ObjectId> possible() {
    return asWritten == null ? List.of(object) : List.of(object, asWritten);
  }
}
