package io.tonework.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.service.quota.RequestLimits;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.quota.OpenPhotos;
import io.tonework.storage.quota.RequestRates;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.s3.S3Settings;
import io.tonework.storage.taste.RedisTasteStore;
import io.tonework.storage.taste.TasteStore;
import io.tonework.storage.view.PhotoViews;
import io.tonework.storage.view.RedisPhotoViews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The application's connections, one of each, made from configuration when first asked for and
 * closed after the stages have drained.
 */
@ApplicationScoped
public class Connections {
  @Produces
  @Singleton
  KafkaSettings kafkaSettings(KafkaConfig config) {
    return config.settings();
  }

  @Produces
  @Singleton
  S3Settings s3Settings(S3Config config) {
    return config.settings();
  }

  @Produces
  @Singleton
  RedisSettings redisSettings(RedisConfig config) {
    return config.settings();
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  EventPublisher eventPublisher(
      KafkaSettings settings,
      @ConfigProperty(name = "quarkus.application.name", defaultValue = "tonework") String source) {
    return EventPublisher.open(settings, source);
  }

  void close(@Disposes EventPublisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  ObjectStore objectStore(S3Settings settings) {
    return S3ObjectStore.connect(settings);
  }

  void close(@Disposes ObjectStore store) {
    store.close();
  }

  @Produces
  @Singleton
  RedisConnection redisConnection(RedisSettings settings) {
    return RedisConnection.connect(settings);
  }

  @Produces
  @Singleton
  RequestLimits requestLimits(RedisConnection redis, Clock clock, MeterRegistry metrics) {
    return new RequestLimits(new RequestRates(redis), clock, metrics);
  }

  @Produces
  @Singleton
  OpenPhotos openPhotos(RedisConnection redis) {
    return new OpenPhotos(redis);
  }

  void close(@Disposes RedisConnection redis) {
    redis.close();
  }

  @Produces
  @Singleton
  PhotoViews photoViews(RedisConnection redis) {
    return new RedisPhotoViews(redis);
  }

  @Produces
  @Singleton
  TasteStore tasteStore(RedisConnection redis) {
    return new RedisTasteStore(redis);
  }
}
