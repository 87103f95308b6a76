package io.tonework.ingest.status;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RenderedObject;
import io.tonework.contracts.UnreadableJsonException;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ViewsUnavailable;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.view.PhotoView;
import io.tonework.storage.view.PhotoViews;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells where a photo is: from its view, or from the store when Redis has no view or does not
 * answer. Thread-safe.
 */
public final class StatusReader {
  private static final Logger log = LoggerFactory.getLogger(StatusReader.class);

  private final PhotoViews views;
  private final StoredStatus stored;
  private final ObjectStore store;
  private final Duration linksValidFor;

  /**
   * A reader.
   *
   * @param stored what is told without a view
   * @param linksValidFor how long signed links can be used
   */
  public StatusReader(
      PhotoViews views, StoredStatus stored, ObjectStore store, Duration linksValidFor) {
    this.views = views;
    this.stored = stored;
    this.store = store;
    this.linksValidFor = linksValidFor;
  }

  /** The photo of that tenant; empty for an unknown id and for another tenant's photo alike. */
  public Optional<PhotoStatus> find(TenantName tenant, PhotoId photoId) {
    return view(tenant, photoId).map(this::status).or(() -> stored.find(tenant, photoId));
  }

  private Optional<PhotoView> view(TenantName tenant, PhotoId photoId) {
    try {
      return views.find(tenant.text(), photoId.text());
    } catch (ViewsUnavailable e) {
      log.atWarn()
          .addKeyValue("photoId", photoId)
          .addKeyValue("cause", e.getMessage())
          .log("no view, the store is asked instead");
      return Optional.empty();
    }
  }

  private PhotoStatus status(PhotoView view) {
    Plan plan = view.planObject() == null ? null : plan(view.planObject());
    PhotoStatus.Links links = PhotoStatus.Links.of(view.photoId());
    RenderedObject result = view.result();
    return new PhotoStatus(
        view.photoId(),
        view.state(),
        view.mode(),
        view.priority(),
        view.user(),
        view.scene(),
        view.summary(),
        plan == null ? null : plan.reasoning(),
        plan == null ? null : plan.sliders(),
        view.uploadedAt(),
        view.plannedAt(),
        view.finishedAt(),
        result == null ? null : result(result),
        view.failure(),
        view.webhookState(),
        new PhotoStatus.Links(
            links.self(),
            links.events(),
            signed(result == null ? null : result.object()),
            signed(view.planObject()),
            signed(view.lut())));
  }

  private static PhotoStatus.Result result(RenderedObject result) {
    return new PhotoStatus.Result(
        result.contentType(),
        result.sizeBytes(),
        result.widthPixels(),
        result.heightPixels(),
        result.sha256(),
        result.warnings().isEmpty() ? null : result.warnings());
  }

  private @Nullable Plan plan(ObjectId id) {
    try {
      return ContractsJson.read(store.get(id, Plan.MAX_BYTES), Plan.class);
    } catch (ObjectMissing | UnreadableJsonException e) {
      // the state is known; only its reasons are not
      log.atWarn().addKeyValue("plan", id).setCause(e).log("plan of a view cannot be read");
      return null;
    }
  }

  private @Nullable URI signed(@Nullable ObjectId id) {
    return id == null ? null : store.presignGet(id, linksValidFor);
  }
}
