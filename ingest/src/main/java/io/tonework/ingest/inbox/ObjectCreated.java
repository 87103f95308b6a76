package io.tonework.ingest.inbox;

import io.tonework.contracts.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A notification's claim that an object was written.
 *
 * @param object the object, its key decoded
 * @param etag the ETag without quotes; null when the store sent none
 * @param sequencer orders the notifications of one key; null when the store sent none
 */
public record ObjectCreated(ObjectId object, @Nullable String etag, @Nullable String sequencer) {}
