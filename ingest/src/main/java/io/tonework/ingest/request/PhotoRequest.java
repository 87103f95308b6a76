package io.tonework.ingest.request;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tonework.contracts.Priority;
import io.tonework.contracts.RetouchRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A sender's wish for one photo, checked.
 *
 * @param user whose taste counts, if any
 * @param retouch what to do
 * @param callback where the webhook goes; null for the tenant's own endpoint
 * @param masks the masks of regions that came with it and are not in the store yet
 * @param reference where the photos lie whose edit is carried over; null when they come along, or
 *     the mode needs none
 * @param lookSource where the look's file comes from; null when it is in the store already, or
 *     there is no look. The digest in {@code retouch} names its content, so this says nothing more
 */
public record PhotoRequest(
    @Nullable String user,
    RetouchRequest retouch,
    @Nullable URI callback,
    @JsonIgnore MaskUploads masks,
    @Nullable ReferenceRequest reference,
    @JsonIgnore @Nullable LookSource lookSource) {
  /** A wish that brings no masks and names no other photo. */
  public PhotoRequest(@Nullable String user, RetouchRequest retouch, @Nullable URI callback) {
    this(user, retouch, callback, MaskUploads.NONE, null, null);
  }

  /** This wish with its regions' masks elsewhere. */
  public PhotoRequest with(RetouchRequest other) {
    return new PhotoRequest(user, other, callback, MaskUploads.NONE, reference, lookSource);
  }

  /**
   * This wish as urgent as that. Interactive, which is what no priority means, is not written down:
   * so a request that names none is the event that it always was.
   */
  public PhotoRequest withUrgency(Priority urgency) {
    return urgency == retouch.urgency()
        ? this
        : new PhotoRequest(user, retouch.with(urgency), callback, masks, reference, lookSource);
  }

  /** This wish with the file of its look from there. */
  PhotoRequest withLookFrom(@Nullable LookSource source) {
    return new PhotoRequest(user, retouch, callback, masks, reference, source);
  }
}
