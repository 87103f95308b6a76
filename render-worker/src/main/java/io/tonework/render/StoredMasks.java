package io.tonework.render;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.RegionMask;
import io.tonework.imaging.region.MaskFile;
import io.tonework.imaging.region.UnusableMask;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.object.ObjectStore;
import java.util.Objects;

/**
 * Masks in the object store. Faults of the store itself are thrown as they are, a refusal of
 * Tonework's own bucket among them.
 */
record StoredMasks(ObjectStore store, String ownBucket) implements MaskSource {
  @Override
  public byte[] fetch(RegionMask mask) {
    ObjectId id = Objects.requireNonNull(mask.object());
    try {
      return store.get(id, MaskFile.MAX_BYTES);
    } catch (ObjectMissing e) {
      throw new UnusableMask(id + " is not there; send the photo anew with its masks", e);
    } catch (ObjectTooLarge e) {
      throw new UnusableMask(
          id + " is longer than " + MaskFile.MAX_BYTES + " bytes, the most for a mask", e);
    } catch (AccessDenied e) {
      if (id.bucket().equals(ownBucket)) {
        throw e;
      }
      throw new UnusableMask(id + " may not be read by Tonework; grant its role s3:GetObject", e);
    }
  }
}
