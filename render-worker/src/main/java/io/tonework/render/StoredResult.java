package io.tonework.render;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RenderedObject;
import io.tonework.contracts.identity.PlanId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.storage.object.ListedObject;
import io.tonework.storage.object.Listing;
import io.tonework.storage.object.ObjectStore;
import java.util.Optional;

/**
 * Finds the result that an earlier attempt left behind, and its facts in its own bytes.
 * Thread-safe.
 */
final class StoredResult {
  private final ObjectStore store;
  private final ImageCodec codec;
  private final String bucket;
  private final long maxBytes;

  StoredResult(ObjectStore store, ImageCodec codec, String bucket, long maxBytes) {
    this.store = store;
    this.codec = codec;
    this.bucket = bucket;
    this.maxBytes = maxBytes;
  }

  /** The plan's finished photo, if it lies there. */
  Optional<RenderedObject> find(Plan plan) {
    // the extension is not known before the original is read, so the key is looked up by its stem
    String stem =
        ObjectKeys.retouched(new TenantName(plan.tenant()), new PlanId(plan.planId()), "");
    Listing found = store.list(bucket, stem, null, 1);
    return found.objects().stream().findFirst().map(ListedObject::id).map(this::facts);
  }

  /** The facts of a finished photo that lies there. */
  RenderedObject facts(ObjectId id) {
    byte[] bytes = store.get(id, maxBytes);
    ImageInfo info = codec.probe(bytes);
    return new RenderedObject(
        id,
        info.format().mediaType(),
        info.uprightWidth(),
        info.uprightHeight(),
        bytes.length,
        RenderPhoto.sha256(bytes));
  }
}
