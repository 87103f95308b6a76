package io.tonework.ingest.shell;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.s3.S3Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the store answers. The state of Redis is shown and does not count: without it photos
 * are taken in all the same, and states come from the store. Kafka counts in the readiness of the
 * stages.
 */
@Readiness
@ApplicationScoped
public class IngestReadiness implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ObjectStore store;
  private final ObjectId probe;
  private final RedisConnection redis;

  @Inject
  IngestReadiness(ObjectStore store, S3Settings s3, RedisConnection redis) {
    this.store = store;
    this.probe =
        new ObjectId(
            s3.bucket(), ObjectKeys.announced(new TenantName("health"), new PhotoId("probe")));
    this.redis = redis;
  }

  @Override
  public HealthCheckResponse call() {
    boolean storeAnswers = answers();
    return HealthCheckResponse.named("ingest")
        .withData("store", storeAnswers ? "up" : "down")
        .withData("redis", redis.isReachable() ? "up" : "degraded")
        .status(storeAnswers)
        .build();
  }

  private boolean answers() {
    try {
      return CompletableFuture.supplyAsync(
              () -> {
                // whether that object is there does not matter
                store.head(probe);
                return true;
              },
              runnable -> Thread.ofVirtual().name("store-probe").start(runnable))
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      return false;
    }
  }
}
