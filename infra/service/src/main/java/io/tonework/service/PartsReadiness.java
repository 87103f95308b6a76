package io.tonework.service;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.topic.KafkaProbe;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.s3.S3Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the parts that a service stands on is away. Kafka and the store count. The state
 * of Redis is shown and does not count here: who needs it has a check of its own.
 */
@Readiness
@ApplicationScoped
public class PartsReadiness implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KafkaSettings kafka;
  private final ObjectStore store;
  private final ObjectId probe;
  private final RedisConnection redis;
  private @Nullable KafkaProbe kafkaProbe;

  @Inject
  PartsReadiness(KafkaSettings kafka, ObjectStore store, S3Settings s3, RedisConnection redis) {
    this.kafka = kafka;
    this.store = store;
    this.probe =
        new ObjectId(
            s3.bucket(), ObjectKeys.announced(new TenantName("health"), new PhotoId("probe")));
    this.redis = redis;
  }

  @Override
  public HealthCheckResponse call() {
    CompletableFuture<Boolean> kafkaAnswers = ask(() -> kafkaProbe().answers(PATIENCE));
    CompletableFuture<Boolean> redisAnswers = ask(redis::isReachable);
    CompletableFuture<Boolean> storeAnswers = ask(this::storeAnswers);
    boolean kafkaUp = isTrue(kafkaAnswers);
    boolean storeUp = isTrue(storeAnswers);
    return HealthCheckResponse.named("parts")
        .withData("kafka", word(kafkaUp))
        .withData("store", word(storeUp))
        .withData("redis", word(isTrue(redisAnswers)))
        .status(kafkaUp && storeUp)
        .build();
  }

  private boolean storeAnswers() {
    try {
      // whether that object is there, or may be seen, does not matter
      store.head(probe);
      return true;
    } catch (StoreUnavailable e) {
      return false;
    } catch (StorageException e) {
      return true;
    }
  }

  private static String word(boolean up) {
    return up ? "up" : "away";
  }

  private synchronized KafkaProbe kafkaProbe() {
    KafkaProbe made = kafkaProbe;
    if (made == null) {
      made = new KafkaProbe(kafka);
      kafkaProbe = made;
    }
    return made;
  }

  private static CompletableFuture<Boolean> ask(BooleanSupplier question) {
    return CompletableFuture.supplyAsync(
            question::getAsBoolean, work -> Thread.ofVirtual().name("parts-probe").start(work))
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean isTrue(CompletableFuture<Boolean> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      return false;
    }
  }

  @PreDestroy
  synchronized void close() {
    if (kafkaProbe != null) {
      kafkaProbe.close();
    }
  }
}
