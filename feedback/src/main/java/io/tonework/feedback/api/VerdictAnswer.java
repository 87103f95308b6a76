package io.tonework.feedback.api;

import io.tonework.contracts.FeedbackReceived;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A verdict that was taken in.
 *
 * @param feedbackId the same for the same content: sending it twice counts once
 * @param photoId the photo
 * @param planId the plan that was judged
 * @param user whose taste it tells
 * @param scene the scene that it counts for
 */
@Schema(name = "Feedback")
public record VerdictAnswer(
    String feedbackId, String photoId, String planId, String user, String scene) {
  static VerdictAnswer of(FeedbackReceived feedback) {
    return new VerdictAnswer(
        feedback.feedbackId(),
        feedback.photoId(),
        feedback.planId(),
        feedback.user(),
        feedback.scene());
  }
}
