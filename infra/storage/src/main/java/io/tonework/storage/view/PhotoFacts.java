package io.tonework.storage.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Event;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Mode;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.WebhookState;
import java.time.Instant;
import java.util.HashMap;
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
public record PhotoFacts(
    @Nullable Awaiting awaiting,
    @Nullable PhotoUploaded uploaded,
    @Nullable RetouchPlanned planned,
    @Nullable PhotoRetouched retouched,
    @Nullable PhotoFailed failed,
    Map<String, WebhookState> webhooks) {
  /** What the fields of webhooks begin with. */
  private static final String WEBHOOK = "webhook:";

  /**
   * A presigned URL was handed out.
   *
   * @param user whose photo, if known
   * @param mode how the plan will be made
   */
  public record Awaiting(@Nullable String user, Mode mode) {}

  /** The view of a photo of which these facts are known. */
  public PhotoView view(String tenant, String photoId) {
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

  /**
   * The facts in a hash of Redis: {@code chain} holds the newest of the facts that include each
   * other, {@code rank} says which one that is.
   */
  public static PhotoFacts of(Map<String, String> hash) {
    String chain = hash.get("chain");
    PhotoRetouched retouched = null;
    RetouchPlanned planned = null;
    PhotoUploaded uploaded = null;
    switch (hash.getOrDefault("rank", "0")) {
      case "3" -> {
        retouched = read(chain, PhotoRetouched.class);
        planned = retouched == null ? null : retouched.planned();
        uploaded = planned == null ? null : planned.photo();
      }
      case "2" -> {
        planned = read(chain, RetouchPlanned.class);
        uploaded = planned == null ? null : planned.photo();
      }
      default -> uploaded = read(chain, PhotoUploaded.class);
    }
    return new PhotoFacts(
        read(hash.get("awaiting"), PhotoFacts.Awaiting.class),
        uploaded,
        planned,
        retouched,
        read(hash.get("failed"), PhotoFailed.class),
        webhooks(hash));
  }

  private static <T> @Nullable T read(@Nullable String json, Class<T> type) {
    if (json == null) {
      return null;
    }
    try {
      return ContractsJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Redis holds an unreadable " + type.getSimpleName(), e);
    }
  }

  private static Map<String, WebhookState> webhooks(Map<String, String> hash) {
    Map<String, WebhookState> webhooks = new HashMap<>();
    hash.forEach((field, value) -> {
      if (field.startsWith(WEBHOOK) && !field.endsWith("#")) {
        webhooks.put(field.substring(WEBHOOK.length()), WebhookState.valueOf(value));
      }
    });
    return webhooks;
  }
}
