package io.tonework.feedback.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.feedback.webhook.QueuedDelivery;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where the delivery of a webhook stands.
 *
 * @param webhookId the {@code webhook-id} header
 * @param photoId the photo that it tells about
 * @param endpoint where it goes
 * @param state pending, delivered, exhausted or refused
 * @param replays how often it was replayed
 * @param attempts how many attempts were made since it was queued or last replayed
 * @param httpStatus the answer to the last attempt, if there was one
 * @param detail what went wrong at the last attempt
 * @param queuedAt when it was queued or last replayed
 * @param changedAt when its state was last written
 * @param nextAttemptAt when it is tried next, while pending
 */
@Schema(name = "Webhook")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookAnswer(
    String webhookId,
    String photoId,
    URI endpoint,
    @Schema(enumeration = {"pending", "delivered", "exhausted", "refused"}) String state,
    int replays,
    int attempts,
    @Nullable Integer httpStatus,
    @Nullable String detail,
    Instant queuedAt,
    Instant changedAt,
    @Nullable Instant nextAttemptAt) {
  static WebhookAnswer of(QueuedDelivery delivery) {
    WebhookAttempted newest = delivery.newest();
    return new WebhookAnswer(
        newest.webhookId(),
        newest.photoId(),
        newest.endpoint(),
        newest.state().jsonName(),
        newest.round(),
        newest.attempt(),
        newest.httpStatus(),
        newest.detail(),
        delivery.queuedAt(),
        newest.attemptedAt(),
        newest.nextAttemptAt());
  }
}
