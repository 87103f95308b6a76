package io.tonework.planner;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import io.tonework.storage.object.StoredObject;
import java.util.Optional;

/** The plan of each photo in Tonework's bucket: whoever writes it first has planned the photo. */
final class PlanStore {
  private static final String JSON = "application/json";

  private final ObjectStore store;
  private final String bucket;

  PlanStore(ObjectStore store, String bucket) {
    this.store = store;
    this.bucket = bucket;
  }

  /** The event of a plan that was written before. */
  Optional<RetouchPlanned> find(PhotoUploaded photo) {
    return store.head(id(photo)).map(object -> event(photo, read(object.id()), object));
  }

  /** Writes the plan unless there is one, and tells of the one that stays. */
  RetouchPlanned keep(PhotoUploaded photo, Plan plan) {
    return switch (store.putIfAbsent(id(photo), ContractsJson.writeBytes(plan), JSON)) {
      case PutOutcome.Written(StoredObject object) -> event(photo, plan, object);
      case PutOutcome.AlreadyThere(StoredObject object) -> event(photo, read(object.id()), object);
    };
  }

  private Plan read(ObjectId id) {
    return ContractsJson.read(store.get(id, Plan.MAX_BYTES), Plan.class);
  }

  private ObjectId id(PhotoUploaded photo) {
    return new ObjectId(
        bucket, ObjectKeys.plan(new TenantName(photo.tenant()), new PhotoId(photo.photoId())));
  }

  private static RetouchPlanned event(PhotoUploaded photo, Plan plan, StoredObject object) {
    return new RetouchPlanned(
        plan.tenant(),
        plan.photoId(),
        plan.planId(),
        object.id(),
        photo,
        plan.scene(),
        plan.request().mode(),
        plan.summary(),
        object.lastModified());
  }
}
