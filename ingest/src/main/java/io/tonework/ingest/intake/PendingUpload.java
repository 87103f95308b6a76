package io.tonework.ingest.intake;

import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.request.PhotoRequest;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The request that waits for its presigned PUT, as it lies in the store.
 *
 * @param tenant who pays
 * @param photoId the photo
 * @param user whose taste counts, if any
 * @param request what to do
 * @param callback where the webhook goes
 * @param createdAt when the URL was asked for first
 */
public record PendingUpload(
    TenantName tenant,
    PhotoId photoId,
    @Nullable String user,
    RetouchRequest request,
    @Nullable URI callback,
    Instant createdAt) {
  static PendingUpload of(
      TenantName tenant, PhotoId photoId, PhotoRequest wish, Instant createdAt) {
    return new PendingUpload(
        tenant, photoId, wish.user(), wish.retouch(), wish.callback(), createdAt);
  }
}
