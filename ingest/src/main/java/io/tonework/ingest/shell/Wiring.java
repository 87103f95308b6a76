package io.tonework.ingest.shell;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.ingest.IngestConfig;
import io.tonework.ingest.inbox.Inboxes;
import io.tonework.ingest.inbox.NotificationHandler;
import io.tonework.ingest.inbox.Reconciler;
import io.tonework.ingest.inbox.Sequencers;
import io.tonework.ingest.inbox.TakeObject;
import io.tonework.ingest.intake.Announcer;
import io.tonework.ingest.intake.IdempotencyClaims;
import io.tonework.ingest.intake.PhotoChecks;
import io.tonework.ingest.intake.PhotoQuota;
import io.tonework.ingest.intake.PresignedUploads;
import io.tonework.ingest.intake.SharedPhotoQuota;
import io.tonework.ingest.intake.TakePhotos;
import io.tonework.ingest.multipart.Spool;
import io.tonework.ingest.request.FormReader;
import io.tonework.ingest.request.SubmissionReader;
import io.tonework.ingest.rest.ReceivePhotos;
import io.tonework.ingest.status.StatusReader;
import io.tonework.ingest.status.StatusStream;
import io.tonework.ingest.status.StoredStatus;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.service.tenants.Tenants;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.quota.OpenPhotos;
import io.tonework.storage.s3.S3Settings;
import io.tonework.storage.view.PhotoViews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes the core of ingest from configuration and connections. */
@ApplicationScoped
public class Wiring {
  private static final int REMEMBERED_SEQUENCERS = 100_000;

  @Produces
  @Singleton
  Announcer announcer(
      ObjectStore store, S3Settings s3, EventPublisher publisher, MeterRegistry metrics) {
    return new Announcer(store, s3.bucket(), publisher, metrics);
  }

  @Produces
  @Singleton
  PresignedUploads uploads(
      ObjectStore store,
      S3Settings s3,
      Announcer announcer,
      PhotoViews views,
      Clock clock,
      IngestConfig config) {
    return new PresignedUploads(
        store, s3.bucket(), announcer, views, clock, config.uploadValidFor());
  }

  @Produces
  @Singleton
  PhotoQuota photoQuota(OpenPhotos open, Clock clock, MeterRegistry metrics) {
    return new SharedPhotoQuota(open, clock, metrics);
  }

  @Produces
  @Singleton
  ReceivePhotos receivePhotos(
      ObjectStore store,
      S3Settings s3,
      Announcer announcer,
      PresignedUploads uploads,
      Clock clock,
      PhotoQuota quota,
      IngestConfig config,
      MeterRegistry metrics)
      throws IOException {
    var limits = config.limits();
    TakePhotos takePhotos =
        new TakePhotos(
            store,
            s3.bucket(),
            announcer,
            uploads,
            new IdempotencyClaims(store, s3.bucket()),
            new PhotoChecks(limits, config.formats().orElse(Set.of())),
            config.callbacks().rules(),
            limits,
            clock,
            () -> UUID.randomUUID().toString(),
            quota);
    return new ReceivePhotos(
        new FormReader(
            Spool.ofThisProcess(config.spoolDirectory()),
            limits.maxPhotos(),
            limits.maxPhotoBytes(),
            limits.maxBodyBytes()),
        new SubmissionReader(limits.maxPhotos(), limits.maxPhotoBytes(), contentTypes(config)),
        takePhotos,
        limits,
        config.retryAfter(),
        config.maxUploads(),
        metrics);
  }

  private static Set<String> contentTypes(IngestConfig config) {
    Set<ImageFormat> optIn = config.formats().orElse(Set.of());
    return Arrays.stream(ImageFormat.values())
        .filter(format -> !format.isOptIn() || optIn.contains(format))
        .map(ImageFormat::mediaType)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Produces
  @Singleton
  Inboxes inboxes(Tenants tenants, IngestConfig config) {
    return Inboxes.of(tenants, config.callbacks().rules());
  }

  @Produces
  @Singleton
  TakeObject takeObject(
      ObjectStore store,
      S3Settings s3,
      Inboxes inboxes,
      Announcer announcer,
      PresignedUploads uploads,
      PhotoQuota quota,
      IngestConfig config) {
    boolean swept = config.enabled() && config.reconciler().enabled();
    return new TakeObject(store, s3.bucket(), inboxes, announcer, uploads, quota, swept);
  }

  @Produces
  @Singleton
  NotificationHandler notificationHandler(TakeObject takeObject, MeterRegistry metrics) {
    return new NotificationHandler(takeObject, new Sequencers(REMEMBERED_SEQUENCERS), metrics);
  }

  @Produces
  @Singleton
  Reconciler reconciler(
      ObjectStore store,
      S3Settings s3,
      Inboxes inboxes,
      TakeObject takeObject,
      MeterRegistry metrics,
      Clock clock,
      IngestConfig config) {
    return new Reconciler(
        store,
        s3.bucket(),
        inboxes,
        takeObject,
        metrics,
        clock,
        config.reconciler().minAge(),
        config.reconciler().pagesPerSweep());
  }

  @Produces
  @Singleton
  StatusReader statusReader(
      PhotoViews views,
      ObjectStore store,
      S3Settings s3,
      Announcer announcer,
      PresignedUploads uploads,
      IngestConfig config) {
    StoredStatus stored =
        new StoredStatus(store, s3.bucket(), announcer, uploads, config.linksValidFor());
    return new StatusReader(views, stored, store, config.linksValidFor());
  }

  @Produces
  @Singleton
  StatusStream statusStream(StatusReader reader, PhotoViews views, IngestConfig config) {
    return new StatusStream(reader, views, config.heartbeat());
  }
}
