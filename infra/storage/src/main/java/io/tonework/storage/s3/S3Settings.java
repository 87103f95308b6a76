package io.tonework.storage.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How the object store is reached.
 *
 * @param endpoint the store's address; null for Amazon's own of that region
 * @param region the region that requests are signed for
 * @param accessKey with {@code secretKey}; null to take credentials from the environment, the
 *     profile, the container or the instance, as the AWS SDK does
 * @param secretKey with {@code accessKey}
 * @param pathStyle true for stores that know no bucket host names (MinIO, the embedded one)
 * @param bucket Tonework's own bucket
 * @param publicEndpoint the address in presigned URLs; null for {@code endpoint}
 * @param effort timeouts, attempts and connections
 */
public record S3Settings(
    @Nullable URI endpoint,
    String region,
    @Nullable String accessKey,
    @Nullable String secretKey,
    boolean pathStyle,
    String bucket,
    @Nullable URI publicEndpoint,
    S3Effort effort) {
  /** Checks what belongs together. */
  public S3Settings {
    if ((accessKey == null) != (secretKey == null)) {
      throw new IllegalArgumentException(
          "an access key and a secret key belong together; set both or neither");
    }
    if (bucket.isBlank()) {
      throw new IllegalArgumentException("Tonework needs a bucket of its own; name it");
    }
    if (region.isBlank()) {
      throw new IllegalArgumentException("requests are signed for a region; name it");
    }
  }

  /** These settings with another effort. */
  public S3Settings withEffort(S3Effort other) {
    return new S3Settings(
        endpoint, region, accessKey, secretKey, pathStyle, bucket, publicEndpoint, other);
  }

  /** These settings with another endpoint, such as a proxy before the store. */
  public S3Settings withEndpoint(URI other) {
    return new S3Settings(
        other, region, accessKey, secretKey, pathStyle, bucket, publicEndpoint, effort);
  }

  @Override
  public String toString() {
    // the secret key must not end up in a log
    return "S3Settings[endpoint=%s, region=%s, bucket=%s, pathStyle=%s, publicEndpoint=%s, %s]"
        .formatted(endpoint, region, bucket, pathStyle, publicEndpoint, effort);
  }
}
