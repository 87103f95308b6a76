package io.tonework.storage;

import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * Verdicts for tests, each by its differences from a plain one.
 *
 * @param get the verdict so far
 */
public record Verdicts(FeedbackReceived get) {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  public static Verdicts of(String feedbackId, Verdict verdict) {
    return new Verdicts(
        new FeedbackReceived(
            "studio",
            "ann",
            feedbackId,
            "photo",
            "plan",
            "landscape",
            Sliders.none(),
            verdict,
            List.of(),
            Sliders.none(),
            NOON));
  }

  public Verdicts user(String user) {
    return copy(user, get.scene(), get.applied(), get.reasons(), get.edit(), get.receivedAt());
  }

  public Verdicts scene(String scene) {
    return copy(get.user(), scene, get.applied(), get.reasons(), get.edit(), get.receivedAt());
  }

  public Verdicts applied(Sliders applied) {
    return copy(get.user(), get.scene(), applied, get.reasons(), get.edit(), get.receivedAt());
  }

  public Verdicts reasons(FeedbackReason... reasons) {
    return copy(
        get.user(), get.scene(), get.applied(), List.of(reasons), get.edit(), get.receivedAt());
  }

  public Verdicts edit(Sliders edit) {
    return copy(get.user(), get.scene(), get.applied(), get.reasons(), edit, get.receivedAt());
  }

  public Verdicts at(Instant receivedAt) {
    return copy(get.user(), get.scene(), get.applied(), get.reasons(), get.edit(), receivedAt);
  }

  private Verdicts copy(
      String user,
      String scene,
      Sliders applied,
      List<FeedbackReason> reasons,
      Sliders edit,
      Instant receivedAt) {
    return new Verdicts(
        new FeedbackReceived(
            get.tenant(),
            user,
            get.feedbackId(),
            get.photoId(),
            get.planId(),
            scene,
            applied,
            get.verdict(),
            reasons,
            edit,
            receivedAt));
  }
}
