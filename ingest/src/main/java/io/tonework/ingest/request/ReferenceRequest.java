package io.tonework.ingest.request;

import org.jspecify.annotations.Nullable;

/**
 * Where the photos lie whose edit is carried over.
 *
 * @param before null when the photo itself is to become like {@code after}
 * @param after the finished one
 */
public record ReferenceRequest(@Nullable Place before, Place after) {
  /**
   * An object in a bucket of the tenant.
   *
   * @param bucket the bucket
   * @param key the key, decoded
   */
  public record Place(String bucket, String key) {}
}
