package io.tonework.ingest.status;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.PlanId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.intake.Announcer;
import io.tonework.ingest.intake.PendingUpload;
import io.tonework.ingest.intake.PresignedUploads;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.object.ListedObject;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.StoredObject;
import io.tonework.storage.view.PhotoState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the store alone tells of a photo: the newest artifact that lies there says how far it came.
 * Failures and webhooks leave no artifact, so only the view knows them. Thread-safe.
 */
public final class StoredStatus {
  private final ObjectStore store;
  private final String bucket;
  private final Announcer announcer;
  private final PresignedUploads uploads;
  private final Duration linksValidFor;

  /**
   * A reader.
   *
   * @param bucket Tonework's own bucket
   * @param linksValidFor how long signed links can be used
   */
  public StoredStatus(
      ObjectStore store,
      String bucket,
      Announcer announcer,
      PresignedUploads uploads,
      Duration linksValidFor) {
    this.store = store;
    this.bucket = bucket;
    this.announcer = announcer;
    this.uploads = uploads;
    this.linksValidFor = linksValidFor;
  }

  /** The photo; asked of the store alone. */
  Optional<PhotoStatus> find(TenantName tenant, PhotoId photoId) {
    Optional<PhotoUploaded> photo = announcer.find(tenant, photoId);
    Optional<Plan> plan = plan(tenant, photoId);
    if (plan.isPresent()) {
      return Optional.of(planned(plan.get(), photo.map(PhotoUploaded::uploadedAt).orElse(null)));
    }
    if (photo.isPresent()) {
      PhotoUploaded known = photo.get();
      return Optional.of(
          early(photoId, PhotoState.UPLOADED, known.request(), known.user(), known.uploadedAt()));
    }
    return uploads.find(tenant, photoId).map(StoredStatus::awaiting);
  }

  private static PhotoStatus awaiting(PendingUpload pending) {
    return early(
        pending.photoId(), PhotoState.AWAITING_UPLOAD, pending.request(), pending.user(), null);
  }

  private static PhotoStatus early(
      PhotoId photoId,
      PhotoState state,
      RetouchRequest request,
      @Nullable String user,
      @Nullable Instant uploadedAt) {
    return new PhotoStatus(
        photoId.text(),
        state,
        request.mode(),
        request.urgency(),
        user,
        null,
        null,
        null,
        null,
        uploadedAt,
        null,
        null,
        null,
        null,
        null,
        PhotoStatus.Links.of(photoId.text()));
  }

  private PhotoStatus planned(Plan plan, @Nullable Instant uploadedAt) {
    ObjectId planObject =
        new ObjectId(
            bucket, ObjectKeys.plan(new TenantName(plan.tenant()), new PhotoId(plan.photoId())));
    StoredObject result = result(plan).orElse(null);
    PhotoStatus.Links links = PhotoStatus.Links.of(plan.photoId());
    return new PhotoStatus(
        plan.photoId(),
        result == null ? PhotoState.PLANNED : PhotoState.RETOUCHED,
        plan.request().mode(),
        plan.request().urgency(),
        null,
        plan.scene(),
        plan.summary(),
        plan.reasoning(),
        plan.sliders(),
        uploadedAt,
        null,
        result == null ? null : result.lastModified(),
        result == null
            ? null
            : new PhotoStatus.Result(
                result.contentType(), result.sizeBytes(), null, null, null, null),
        null,
        null,
        new PhotoStatus.Links(
            links.self(),
            links.events(),
            result == null ? null : store.presignGet(result.id(), linksValidFor),
            store.presignGet(planObject, linksValidFor),
            result == null ? null : lut(plan)));
  }

  private @Nullable URI lut(Plan plan) {
    ObjectId lut =
        new ObjectId(
            bucket, ObjectKeys.lut(new TenantName(plan.tenant()), new PlanId(plan.planId())));
    return store.head(lut).isEmpty() ? null : store.presignGet(lut, linksValidFor);
  }

  private Optional<StoredObject> result(Plan plan) {
    // its extension follows from the format, which only the rendering decided
    String prefix =
        ObjectKeys.retouched(new TenantName(plan.tenant()), new PlanId(plan.planId()), "");
    List<ListedObject> found = store.list(bucket, prefix, null, 1).objects();
    return found.isEmpty() ? Optional.empty() : store.head(found.getFirst().id());
  }

  private Optional<Plan> plan(TenantName tenant, PhotoId photoId) {
    ObjectId id = new ObjectId(bucket, ObjectKeys.plan(tenant, photoId));
    try {
      return Optional.of(ContractsJson.read(store.get(id, Plan.MAX_BYTES), Plan.class));
    } catch (ObjectMissing e) {
      return Optional.empty();
    }
  }
}
