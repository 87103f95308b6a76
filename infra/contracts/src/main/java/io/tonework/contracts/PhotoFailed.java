package io.tonework.contracts;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A photo cannot be finished; the customer is told why.
 *
 * @param tenant who pays
 * @param photoId the photo
 * @param user whose photo, if known
 * @param failure why
 * @param callback where the webhook goes; null for the tenant's own endpoint
 * @param failedAt when
 */
public record PhotoFailed(
    String tenant,
    String photoId,
    @Nullable String user,
    Failure failure,
    @Nullable URI callback,
    Instant failedAt)
    implements Event {
  /** The failure of that photo. */
  public static PhotoFailed of(PhotoUploaded photo, Failure failure, Instant failedAt) {
    return new PhotoFailed(
        photo.tenant(), photo.photoId(), photo.user(), failure, photo.callback(), failedAt);
  }

  @Override
  public String eventId() {
    return photoId + "-failed";
  }

  @Override
  public String key() {
    return photoId;
  }

  @Override
  public EventType type() {
    return EventType.PHOTO_FAILED;
  }
}
