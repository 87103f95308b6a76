package io.tonework.render;

import io.tonework.contracts.LookRef;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.identity.Sha256Hex;
import io.tonework.contracts.identity.TenantName;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.object.ObjectStore;

/**
 * Looks that lie in Tonework's own bucket.
 *
 * @param store the store
 * @param bucket Tonework's own
 */
record StoredLooks(ObjectStore store, String bucket) implements LookFiles {
  @Override
  public byte[] bytes(String tenant, LookRef look) {
    ObjectId id =
        new ObjectId(bucket, ObjectKeys.look(new TenantName(tenant), new Sha256Hex(look.sha256())));
    try {
      return store.get(id, MAX_BYTES);
    } catch (ObjectMissing | ObjectTooLarge e) {
      throw new PlanUnusableException(
          "the plan's look is missing or too large: %s; store the .cube file at %s"
              .formatted(e.getMessage(), id));
    }
  }
}
