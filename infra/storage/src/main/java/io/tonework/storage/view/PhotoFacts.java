package io.tonework.storage.view;

import io.tonework.contracts.Event;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Mode;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.WebhookState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts that are known of a photo, from which its view is drawn.
 *
 * <p>{@link PhotoRetouched} holds {@link RetouchPlanned}, which holds {@link PhotoUploaded}: the
 * newest of them is enough.
 *
 * @param awaiting what was said when a presigned URL was handed out
 * @param uploaded the photo
 * @param planned its plan
 * @param retouched its result
 * @param failed its failure
 * @param webhooks the webhooks' states by id
 */
record PhotoFacts(
    @Nullable Awaiting awaiting,
    @Nullable PhotoUploaded uploaded,
    @Nullable RetouchPlanned planned,
    @Nullable PhotoRetouched retouched,
    @Nullable PhotoFailed failed,
    Map<String, WebhookState> webhooks) {
  /**
   * A presigned URL was handed out.
   *
   * @param user whose photo, if known
   * @param mode how the plan will be made
   */
  record Awaiting(@Nullable String user, Mode mode) {}

  PhotoView view(String tenant, String photoId) {
    return new PhotoView(
        tenant,
        photoId,
        state(),
        user(),
        mode(),
        uploaded == null ? null : uploaded.urgency(),
        uploaded == null ? null : uploaded.source(),
        uploaded == null ? null : uploaded.uploadedAt(),
        planned == null ? null : planned.plannedAt(),
        finishedAt(),
        planned == null ? null : planned.scene(),
        planned == null ? null : planned.summary(),
        planned == null ? null : planned.planId(),
        planned == null ? null : planned.planObject(),
        retouched == null ? null : retouched.result(),
        retouched == null ? null : retouched.lut(),
        retouched == null && failed != null ? failed.failure() : null,
        webhookState());
  }

  private PhotoState state() {
    if (retouched != null) {
      return PhotoState.RETOUCHED;
    }
    if (failed != null) {
      return PhotoState.FAILED;
    }
    if (planned != null) {
      return PhotoState.PLANNED;
    }
    return uploaded != null ? PhotoState.UPLOADED : PhotoState.AWAITING_UPLOAD;
  }

  private @Nullable String user() {
    if (uploaded != null) {
      return uploaded.user();
    }
    if (failed != null) {
      return failed.user();
    }
    return awaiting == null ? null : awaiting.user();
  }

  private @Nullable Mode mode() {
    if (uploaded != null) {
      return uploaded.request().mode();
    }
    return awaiting == null ? null : awaiting.mode();
  }

  private @Nullable Instant finishedAt() {
    if (retouched != null) {
      return retouched.retouchedAt();
    }
    return failed == null ? null : failed.failedAt();
  }

  private @Nullable WebhookState webhookState() {
    Event told = retouched != null ? retouched : failed;
    return told == null ? null : webhooks.get(Ids.webhookId(told));
  }
}
