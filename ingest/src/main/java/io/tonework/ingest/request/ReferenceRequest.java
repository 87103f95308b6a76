package io.tonework.ingest.request;

import io.tonework.contracts.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Where the photos lie whose edit is carried over.
 *
 * @param before null when the photo itself is to become like {@code after}
 * @param after the finished one
 */
public record ReferenceRequest(@Nullable ObjectId before, ObjectId after) {}
