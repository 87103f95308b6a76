package io.tonework.ingest.intake;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Event;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.messaging.event.TraceContext;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ViewsUnavailable;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.StoredObject;
import io.tonework.storage.view.PhotoViews;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Photos that clients put into the store themselves. The request lies beside the place of the
 * photo, so whoever finds the photo there knows what to do with it. Thread-safe.
 */
public final class PresignedUploads {
  private static final Logger log = LoggerFactory.getLogger(PresignedUploads.class);

  /** What was found when a photo was looked for. */
  public enum Found {
    /** It is there and was announced now. */
    ANNOUNCED,
    /** It had been announced before. */
    ANNOUNCED_BEFORE,
    /** Nothing was put there yet. */
    NOT_YET,
    /** Nobody asked for such an upload. */
    UNKNOWN
  }

  private final ObjectStore store;
  private final String bucket;
  private final Announcer announcer;
  private final PhotoViews views;
  private final Clock clock;
  private final Duration validFor;

  /**
   * Uploads into that bucket.
   *
   * @param bucket Tonework's own bucket
   * @param validFor how long a URL can be used
   */
  public PresignedUploads(
      ObjectStore store,
      String bucket,
      Announcer announcer,
      PhotoViews views,
      Clock clock,
      Duration validFor) {
    this.store = store;
    this.bucket = bucket;
    this.announcer = announcer;
    this.views = views;
    this.clock = clock;
    this.validFor = validFor;
  }

  /** Keeps the request and signs a URL for its photo. */
  ItemOutcome offer(TenantName tenant, PhotoId photoId, PhotoRequest wish, Instant createdAt) {
    PendingUpload pending = PendingUpload.of(tenant, photoId, wish, createdAt);
    store.putIfAbsent(
        requestOf(tenant, photoId), ContractsJson.writeBytes(pending), "application/json");
    note(pending);
    Instant expiresAt = clock.instant().plus(validFor);
    URI url = store.presignPut(uploadOf(tenant, photoId), validFor);
    return new ItemOutcome.AwaitingUpload(photoId.text(), url, expiresAt);
  }

  private void note(PendingUpload pending) {
    try {
      views.awaitUpload(
          pending.tenant().text(),
          pending.photoId().text(),
          pending.user(),
          pending.request().mode());
    } catch (ViewsUnavailable e) {
      // the store knows that the photo is awaited; the view only tells it faster
      log.atWarn()
          .addKeyValue("photoId", pending.photoId())
          .setCause(e)
          .log("awaited upload not in the view");
    }
  }

  /** The request of a photo that is awaited, or was. */
  public Optional<PendingUpload> find(TenantName tenant, PhotoId photoId) {
    try {
      byte[] json = store.get(requestOf(tenant, photoId), Event.MAX_BYTES);
      return Optional.of(ContractsJson.read(json, PendingUpload.class));
    } catch (ObjectMissing e) {
      return Optional.empty();
    }
  }

  /** Announces the photo if it was put and not announced before. */
  public Found complete(TenantName tenant, PhotoId photoId, TraceContext trace) {
    if (announcer.isAnnounced(tenant, photoId)) {
      return Found.ANNOUNCED_BEFORE;
    }
    Optional<PendingUpload> pending = find(tenant, photoId);
    if (pending.isEmpty()) {
      return Found.UNKNOWN;
    }
    Optional<StoredObject> photo = store.head(uploadOf(tenant, photoId));
    if (photo.isEmpty()) {
      return Found.NOT_YET;
    }
    announcer.announce(event(pending.get(), photo.get()), Channel.PRESIGNED, trace);
    return Found.ANNOUNCED;
  }

  private static PhotoUploaded event(PendingUpload pending, StoredObject photo) {
    // the time of the object, so that announcing it twice gives the same event
    return new PhotoUploaded(
        pending.tenant().text(),
        pending.photoId().text(),
        pending.user(),
        photo.toSource(),
        pending.request(),
        pending.callback(),
        photo.lastModified());
  }

  private ObjectId uploadOf(TenantName tenant, PhotoId photoId) {
    return new ObjectId(bucket, ObjectKeys.upload(tenant, photoId));
  }

  private ObjectId requestOf(TenantName tenant, PhotoId photoId) {
    return new ObjectId(bucket, ObjectKeys.request(tenant, photoId));
  }
}
