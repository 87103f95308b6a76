package io.tonework.ingest.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Event;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.metrics.IngestMetric;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.stage.TransientException;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.StorageException;
import io.tonework.storage.object.ObjectStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a photo on the topic and leaves a mark that it is there.
 *
 * <p>The mark comes after the event. A crash between the two announces the photo twice, which is
 * harmless because its id is the same; the other order could lose it. The mark holds the event, so
 * that a photo is known while Redis is empty. Thread-safe.
 */
public final class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);

  private final ObjectStore store;
  private final String bucket;
  private final EventPublisher publisher;
  private final MeterRegistry metrics;

  /**
   * An announcer.
   *
   * @param bucket Tonework's own bucket
   */
  public Announcer(
      ObjectStore store, String bucket, EventPublisher publisher, MeterRegistry metrics) {
    this.store = store;
    this.bucket = bucket;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /**
   * Publishes the photo and marks it. When this returns, Kafka has it.
   *
   * @throws TransientException when Kafka did not acknowledge it
   */
  public void announce(PhotoUploaded photo, Channel channel, TraceContext trace) {
    publisher.publishAndWait(photo, trace);
    mark(photo);
    IngestMetric.ACCEPTED
        .counter(metrics, channel.tag(), photo.request().mode().jsonName())
        .increment();
    IngestMetric.PHOTO_BYTES
        .bytes(metrics, channel.tag())
        .record((double) photo.source().sizeBytes());
    log.atInfo()
        .addKeyValue("photoId", photo.photoId())
        .addKeyValue("tenant", photo.tenant())
        .addKeyValue("channel", channel.tag())
        .addKeyValue("mode", photo.request().mode().jsonName())
        .addKeyValue("sizeBytes", photo.source().sizeBytes())
        .addKeyValue("traceId", trace.traceId())
        .log("photo taken in");
  }

  /** True when the photo was announced before. */
  public boolean isAnnounced(TenantName tenant, PhotoId photoId) {
    return store.head(markOf(tenant, photoId)).isPresent();
  }

  /** The event of a photo that was announced before. */
  public Optional<PhotoUploaded> find(TenantName tenant, PhotoId photoId) {
    try {
      byte[] json = store.get(markOf(tenant, photoId), Event.MAX_BYTES);
      return Optional.of(ContractsJson.read(json, PhotoUploaded.class));
    } catch (ObjectMissing e) {
      return Optional.empty();
    }
  }

  private void mark(PhotoUploaded photo) {
    try {
      store.putIfAbsent(
          markOf(new TenantName(photo.tenant()), new PhotoId(photo.photoId())),
          ContractsJson.writeBytes(photo),
          "application/json");
    } catch (StorageException e) {
      // the photo is taken in; without the mark it may only be announced once more
      log.atWarn()
          .addKeyValue("photoId", photo.photoId())
          .setCause(e)
          .log("photo announced but not marked");
    }
  }

  private ObjectId markOf(TenantName tenant, PhotoId photoId) {
    return new ObjectId(bucket, ObjectKeys.announced(tenant, photoId));
  }
}
