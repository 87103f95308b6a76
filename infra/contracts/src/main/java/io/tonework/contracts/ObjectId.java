package io.tonework.contracts;

/**
 * The name of an object in the store.
 *
 * @param bucket the bucket
 * @param key the key, decoded
 */
public record ObjectId(String bucket, String key) {
  /** Checks that neither part is empty. */
  public ObjectId {
    if (bucket.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException(
          "an object needs a bucket and a key: '" + bucket + "/" + key + "'");
    }
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
