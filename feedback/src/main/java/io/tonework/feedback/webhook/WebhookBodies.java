package io.tonework.feedback.webhook;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Reasoning;
import io.tonework.contracts.RenderedObject;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.UnreadableJsonException;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.object.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bodies of webhooks. Thread-safe.
 *
 * @param store presigns the links and holds the plans
 * @param linkLifetime how long the links are valid; longer than the schedule of attempts
 */
public record WebhookBodies(ObjectStore store, Duration linkLifetime) {
  /** Standard Webhooks' advice: receivers need not take more. */
  static final int MAX_BODY_BYTES = 20_000;

  /**
   * Tells of a finished photo.
   *
   * @throws io.tonework.storage.StorageException when the store does not answer
   */
  public String of(PhotoRetouched event) {
    RetouchPlanned planned = event.planned();
    WebhookMessage.Data data =
        new WebhookMessage.Data(
            event.photoId(),
            planned.photo().user(),
            "retouched",
            event.planId(),
            planned.mode(),
            planned.scene(),
            planned.summary(),
            reasoning(planned.planObject()),
            result(event.result()),
            event.lut() == null ? null : store.presignGet(event.lut(), linkLifetime),
            store.presignGet(planned.planObject(), linkLifetime),
            null);
    String body = write(new WebhookMessage("photo.retouched", event.retouchedAt(), data));
    if (body.getBytes(StandardCharsets.UTF_8).length <= MAX_BODY_BYTES) {
      return body;
    }
    // the plan behind planUrl has it too
    return write(
        new WebhookMessage("photo.retouched", event.retouchedAt(), data.withoutReasoning()));
  }

  /** Tells of a photo that cannot be finished. */
  public String of(PhotoFailed event) {
    return write(
        new WebhookMessage(
            "photo.failed",
            event.failedAt(),
            new WebhookMessage.Data(
                event.photoId(),
                event.user(),
                "failed",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                event.failure())));
  }

  private static String write(WebhookMessage message) {
    return ContractsJson.write(message);
  }

  private WebhookMessage.Result result(RenderedObject rendered) {
    return new WebhookMessage.Result(
        store.presignGet(rendered.object(), linkLifetime),
        rendered.contentType(),
        rendered.widthPixels(),
        rendered.heightPixels(),
        rendered.sizeBytes(),
        rendered.sha256(),
        rendered.warnings());
  }

  /** A plan that was deleted or damaged since costs the webhook its reasoning, nothing more. */
  private @Nullable Reasoning reasoning(ObjectId planObject) {
    try {
      return ContractsJson.read(store.get(planObject, Plan.MAX_BYTES), Plan.class).reasoning();
    } catch (ObjectMissing | ObjectTooLarge | UnreadableJsonException _) {
      return null;
    }
  }
}
