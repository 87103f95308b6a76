package io.tonework.contracts;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An original lies in the store and its sender wants it retouched.
 *
 * @param tenant who pays
 * @param photoId see {@link Ids#photoId}
 * @param user whose taste counts, if any
 * @param source the original
 * @param request what to do
 * @param callback where the webhook goes; null for the tenant's own endpoint, if it has one
 * @param uploadedAt when ingest took the photo in
 */
public record PhotoUploaded(
    String tenant,
    String photoId,
    @Nullable String user,
    SourceObject source,
    RetouchRequest request,
    @Nullable URI callback,
    Instant uploadedAt)
    implements Event {
  @Override
  public String eventId() {
    return photoId;
  }

  @Override
  public String key() {
    return photoId;
  }

  @Override
  public EventType type() {
    return EventType.PHOTO_UPLOADED;
  }

  @Override
  public Priority urgency() {
    return request.urgency();
  }
}
