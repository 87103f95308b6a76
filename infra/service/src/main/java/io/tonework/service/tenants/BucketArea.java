package io.tonework.service.tenants;

/**
 * A bucket or a folder of it.
 *
 * @param bucket the bucket
 * @param prefix the folder, which ends with a slash whether or not it was written with one; empty
 *     for the whole bucket
 */
public record BucketArea(String bucket, String prefix) {
  /** Ends the folder with a slash, so that {@code incoming} does not admit its neighbour. */
  public BucketArea {
    prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  /** Reads {@code bucket} or {@code bucket/prefix}. */
  public static BucketArea parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new BucketArea(text, "")
        : new BucketArea(text.substring(0, slash), text.substring(slash + 1));
  }

  /**
   * True when that object lies here. A key with a {@code ..} segment lies nowhere: something
   * between here and the store may resolve it, and it would leave the area.
   */
  public boolean contains(String otherBucket, String key) {
    return bucket.equals(otherBucket)
        && key.startsWith(prefix)
        && !("/" + key + "/").contains("/../");
  }

  /** True when some key could lie in both. */
  public boolean overlaps(BucketArea other) {
    return bucket.equals(other.bucket)
        && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
  }

  @Override
  public String toString() {
    return bucket + "/" + prefix;
  }
}
