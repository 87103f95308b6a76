package io.tonework.ingest.inbox;

import io.tonework.contracts.Ids;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Priority;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.identity.InvalidIdException;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.intake.Announcer;
import io.tonework.ingest.intake.Channel;
import io.tonework.ingest.intake.PhotoQuota;
import io.tonework.ingest.intake.PresignedUploads;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.messaging.event.TraceContext;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.StoredObject;
import io.tonework.storage.quota.OpenPhotos.Admission;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Takes in an object that appeared in an inbox or was put with a presigned URL.
 *
 * <p>Whoever names the object only points at a key: what lies there now counts, and its id follows
 * from tenant, bucket, key and ETag. So it does not matter how often, how late or in which order a
 * key is named. Thread-safe.
 */
public final class TakeObject {
  private final ObjectStore store;
  private final String bucket;
  private final Inboxes inboxes;
  private final Announcer announcer;
  private final PresignedUploads uploads;
  private final PhotoQuota quota;
  private final boolean postpones;

  /**
   * Wires the parts, without quotas.
   *
   * @param bucket Tonework's own bucket
   */
  public TakeObject(
      ObjectStore store,
      String bucket,
      Inboxes inboxes,
      Announcer announcer,
      PresignedUploads uploads) {
    this(store, bucket, inboxes, announcer, uploads, PhotoQuota.UNLIMITED, false);
  }

  /**
   * Wires the parts.
   *
   * @param bucket Tonework's own bucket
   * @param quota how many photos a tenant may have open
   * @param postpones whether somebody looks for objects that are left lying for now; else they are
   *     taken in over the quota, since nothing may be lost for it
   */
  public TakeObject(
      ObjectStore store,
      String bucket,
      Inboxes inboxes,
      Announcer announcer,
      PresignedUploads uploads,
      PhotoQuota quota,
      boolean postpones) {
    this.quota = quota;
    this.postpones = postpones;
    this.store = store;
    this.bucket = bucket;
    this.inboxes = inboxes;
    this.announcer = announcer;
    this.uploads = uploads;
  }

  /**
   * Takes in what lies under that key now.
   *
   * @throws io.tonework.storage.StorageException when the store does not answer or lets us not read
   * @throws io.tonework.messaging.stage.TransientException when Kafka does not acknowledge
   */
  public Taken take(ObjectId id) {
    if (id.bucket().equals(bucket)) {
      return takeUpload(id);
    }
    Optional<Inboxes.Inbox> inbox = inboxes.of(id.bucket(), id.key());
    if (inbox.isEmpty() || id.key().endsWith("/")) {
      return Taken.IGNORED;
    }
    Optional<StoredObject> found = store.head(id);
    if (found.isEmpty()) {
      return Taken.GONE;
    }
    StoredObject object = found.get();
    return take(inbox.get(), object.toSource(), object.lastModified());
  }

  /** Takes in an object of an inbox that a listing showed. */
  Taken take(Inboxes.Inbox inbox, SourceObject source, Instant lastModified) {
    if (source.sizeBytes() == 0 || source.key().endsWith("/")) {
      // a folder mark, or a file that is still to be written
      return Taken.IGNORED;
    }
    TenantName tenant = inbox.place().tenant();
    PhotoId photoId = new PhotoId(Ids.photoId(tenant.text(), source));
    if (announcer.isAnnounced(tenant, photoId)) {
      return Taken.KNOWN;
    }
    PhotoRequest request = inbox.request();
    Priority asked = request.retouch().urgency();
    Admission admission = quota.admit(inbox.owner(), photoId, asked);
    if (admission == Admission.REFUSED && postpones) {
      return Taken.POSTPONED;
    }
    if (admission == Admission.AS_BULK) {
      request = request.withUrgency(Priority.BULK);
    }
    boolean announced = false;
    try {
      announcer.announce(
          new PhotoUploaded(
              tenant.text(),
              photoId.text(),
              request.user(),
              source,
              request.retouch(),
              request.callback(),
              // a listing tells fractions of a second and a look-up does not: the same event for
              // both
              lastModified.truncatedTo(ChronoUnit.SECONDS)),
          Channel.INBOX,
          TraceContext.fresh());
      announced = true;
    } finally {
      if (!announced) {
        quota.release(inbox.owner(), photoId);
      }
    }
    return Taken.TAKEN;
  }

  private Taken takeUpload(ObjectId id) {
    String[] parts = id.key().split("/", -1);
    if (parts.length != 3 || !id.key().startsWith(ObjectKeys.UPLOADS)) {
      return Taken.IGNORED;
    }
    try {
      TenantName tenant = new TenantName(parts[1]);
      return switch (uploads.complete(tenant, new PhotoId(parts[2]), TraceContext.fresh())) {
        case ANNOUNCED -> Taken.TAKEN;
        case ANNOUNCED_BEFORE -> Taken.KNOWN;
        case NOT_YET -> Taken.GONE;
        case UNKNOWN -> Taken.IGNORED;
      };
    } catch (InvalidIdException e) {
      // no place that was ever handed out
      return Taken.IGNORED;
    }
  }
}
