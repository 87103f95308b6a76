package io.tonework.contracts;

import java.time.Instant;

/**
 * The plan of a photo lies in the store.
 *
 * @param tenant who pays
 * @param photoId the photo
 * @param planId see {@link Ids#planId}
 * @param planObject where the {@link Plan} lies, as JSON
 * @param photo the event that asked for it, so that later stages need no look-up
 * @param scene the scene that the planner saw
 * @param mode how the plan was made
 * @param summary one line: what is done and why
 * @param plannedAt when
 */
public record RetouchPlanned(
    String tenant,
    String photoId,
    String planId,
    ObjectId planObject,
    PhotoUploaded photo,
    String scene,
    Mode mode,
    String summary,
    Instant plannedAt)
    implements Event {
  @Override
  public String eventId() {
    return planId;
  }

  @Override
  public String key() {
    return photoId;
  }

  @Override
  public EventType type() {
    return EventType.RETOUCH_PLANNED;
  }

  @Override
  public Priority urgency() {
    return photo.urgency();
  }
}
