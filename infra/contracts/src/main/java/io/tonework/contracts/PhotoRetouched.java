package io.tonework.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The finished photo lies in the store.
 *
 * @param tenant who pays
 * @param photoId the photo
 * @param planId the plan that was rendered
 * @param planned the event that the render followed, without loss
 * @param result the finished photo
 * @param lut the plan's look as a {@code .cube} file; null unless the request asked for it
 * @param retouchedAt when
 */
public record PhotoRetouched(
    String tenant,
    String photoId,
    String planId,
    RetouchPlanned planned,
    RenderedObject result,
    @Nullable ObjectId lut,
    Instant retouchedAt)
    implements Event {
  @Override
  public String eventId() {
    return planId + "-retouched";
  }

  @Override
  public String key() {
    return photoId;
  }

  @Override
  public EventType type() {
    return EventType.PHOTO_RETOUCHED;
  }

  @Override
  public Priority urgency() {
    return planned.urgency();
  }
}
