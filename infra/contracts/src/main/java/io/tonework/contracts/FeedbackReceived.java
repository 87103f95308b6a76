package io.tonework.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user judged a finished photo.
 *
 * @param tenant who pays
 * @param user whose taste it tells
 * @param feedbackId derived, so that the same report sent twice counts once
 * @param photoId the photo
 * @param planId the plan that was judged
 * @param scene the scene of that plan
 * @param applied the taste offset that the judged plan carried
 * @param verdict accepted or rejected; null when only an edit was sent
 * @param reasons why, if the user said so
 * @param edit the user's own further edit of the finished photo; none when there is none
 * @param receivedAt when
 */
public record FeedbackReceived(
    String tenant,
    String user,
    String feedbackId,
    String photoId,
    String planId,
    String scene,
    Sliders applied,
    @Nullable Verdict verdict,
    List<FeedbackReason> reasons,
    Sliders edit,
    Instant receivedAt)
    implements Event {
  /** Copies the list. */
  public FeedbackReceived {
    reasons = List.copyOf(reasons);
  }

  @Override
  public String eventId() {
    return feedbackId;
  }

  /** One key per feedback, so that forgetting a user can erase each of them by a tombstone. */
  @Override
  public String key() {
    return Ids.userKey(tenant, user) + "/" + feedbackId;
  }

  @Override
  public EventType type() {
    return EventType.FEEDBACK_RECEIVED;
  }
}
