package io.tonework.ingest.intake;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.RegionMask;
import io.tonework.contracts.RequestedRegion;
import io.tonework.contracts.identity.Sha256Hex;
import io.tonework.ingest.request.MaskUploads;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Puts the masks that came with a request into the store, under a key made of their content, and
 * checks that the tenant may name the others. Thread-safe.
 *
 * @param bucket Tonework's own
 */
record KeepMasks(ObjectStore store, String bucket) {
  /**
   * The request as it is announced: every mask where it will be found.
   *
   * @param fieldPrefix of the photo in a problem
   * @throws ProblemException when a mask lies where the tenant may not read
   * @throws io.tonework.storage.StoreUnavailable when a mask cannot be stored now
   */
  PhotoRequest keep(Tenant tenant, PhotoRequest request, String fieldPrefix) {
    List<RequestedRegion> regions = new ArrayList<>();
    for (RequestedRegion region : request.retouch().regions()) {
      RegionMask mask = region.mask();
      if (MaskUploads.isPart(mask)) {
        ObjectId id =
            new ObjectId(
                bucket,
                ObjectKeys.mask(
                    tenant.name(), new Sha256Hex(Objects.requireNonNull(mask.sha256()))));
        PutOutcome _ = store.putIfAbsent(id, request.masks().bytes(region.name()), "image/png");
        mask = RegionMask.stored(id, Objects.requireNonNull(mask.sha256()));
      } else if (mask.object() != null
          && !tenant.mayRead(mask.object().bucket(), mask.object().key())) {
        throw new ProblemException(
            Problem.of(
                    ProblemType.FORBIDDEN_SOURCE,
                    "this tenant may not name "
                        + Problem.excerpt(mask.object().toString())
                        + " as a mask")
                .at(
                    fieldPrefix + "regions[" + regions.size() + "].mask",
                    mask.object().toString()));
      }
      regions.add(region.with(mask));
    }
    return regions.isEmpty() ? request : request.with(request.retouch().with(regions));
  }
}
