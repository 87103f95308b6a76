package io.tonework.contracts;

/**
 * The name of an object in the store.
 *
 * @param bucket the bucket
 * @param key the key, decoded
 */
public record ObjectId(String bucket, String key) {
  /** The longest name of a bucket that a request may give. */
  public static final int MAX_BUCKET_CHARS = 255;

  /** The longest key that a request may give, in characters. */
  public static final int MAX_KEY_CHARS = 1_024;

  /** The longest key that there is, in bytes of UTF-8. */
  public static final int MAX_KEY_BYTES = 1_024;

  /** Checks that neither part is empty. */
  public ObjectId {
    if (bucket.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException(
          "an object needs a bucket and a key: '" + bucket + "/" + key + "'");
    }
  }

  @Override
  public String toString() {
    // it goes into messages and logs, and a key may hold line breaks
    return ("s3://" + bucket + "/" + key).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "\uFFFD");
  }
}
