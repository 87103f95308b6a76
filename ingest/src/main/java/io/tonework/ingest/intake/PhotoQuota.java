package io.tonework.ingest.intake;

import io.tonework.contracts.Priority;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.quota.OpenPhotos.Admission;

/** How many photos a tenant may have open. Implementations are thread-safe and never throw. */
public interface PhotoQuota {
  /** No limit. */
  PhotoQuota UNLIMITED =
      new PhotoQuota() {
        @Override
        public long room(Tenant tenant) {
          return Integer.MAX_VALUE;
        }

        @Override
        public Admission admit(Tenant tenant, PhotoId photoId, Priority asked) {
          return Admission.AS_ASKED;
        }

        @Override
        public void release(Tenant tenant, PhotoId photoId) {}
      };

  /** How many more photos the tenant may open now; an estimate, while others are at work too. */
  long room(Tenant tenant);

  /** Counts a photo as open, unless there are too many. */
  Admission admit(Tenant tenant, PhotoId photoId, Priority asked);

  /** A photo was not taken in after all. */
  void release(Tenant tenant, PhotoId photoId);
}
