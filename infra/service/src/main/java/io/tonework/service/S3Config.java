package io.tonework.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.tonework.storage.s3.S3Effort;
import io.tonework.storage.s3.S3Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the object store is; the same keys in every service. */
@ConfigMapping(prefix = "tonework.s3")
public interface S3Config {
  /** The store's address; none for Amazon's own. */
  Optional<URI> endpoint();

  /** The address that clients see in presigned URLs; none for the endpoint. */
  Optional<URI> publicEndpoint();

  /** The region that requests are signed for. */
  @WithDefault("us-east-1")
  String region();

  /** None to take credentials where the AWS SDK looks: environment, profile, instance role. */
  Optional<String> accessKey();

  /** Goes with the access key. */
  Optional<String> secretKey();

  /** True for {@code host/bucket/key}, as MinIO wants it; false for {@code bucket.host/key}. */
  @WithDefault("true")
  boolean pathStyle();

  /** Tonework's own bucket; made at the start where it is missing. */
  @WithDefault("tonework")
  String bucket();

  /** How hard a call tries. */
  @WithParentName
  Effort effort();

  /** Time-outs, attempts and connections. */
  interface Effort {
    /** Longest wait for a connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** Longest silence while bytes are due. */
    @WithDefault("20s")
    Duration socketTimeout();

    /** Longest time of a call over all its attempts. */
    @WithDefault("90s")
    Duration callTimeout();

    /** Attempts of a call. */
    @WithDefault("4")
    int maxAttempts();

    /** Connections that are open at once. */
    @WithDefault("64")
    int maxConnections();
  }

  /** The checked settings. */
  default S3Settings settings() {
    Effort effort = effort();
    return new S3Settings(
        endpoint().orElse(null),
        region(),
        accessKey().orElse(null),
        secretKey().orElse(null),
        pathStyle(),
        bucket(),
        publicEndpoint().orElse(null),
        new S3Effort(
            effort.connectTimeout(),
            effort.socketTimeout(),
            effort.callTimeout(),
            effort.maxAttempts(),
            effort.maxConnections()));
  }
}
