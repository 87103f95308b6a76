package io.tonework.contracts;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook was scheduled, tried, delivered or given up; the newest one of an id is its state.
 *
 * @param tenant who pays
 * @param photoId the photo it tells about
 * @param webhookId the {@code webhook-id} of Standard Webhooks, derived from the fact it tells
 * @param endpoint where it goes
 * @param body the signed JSON body, the same bytes on every attempt and in every replay
 * @param round 0 for the delivery that the fact itself asked for, one more for every replay
 * @param attempt how many attempts were made in this round
 * @param state where the delivery stands
 * @param httpStatus the answer of the last attempt, if there was one
 * @param detail what went wrong at the last attempt, in words
 * @param nextAttemptAt when it is tried next, while pending
 * @param attemptedAt when this was written
 */
public record WebhookAttempted(
    String tenant,
    String photoId,
    String webhookId,
    URI endpoint,
    String body,
    int round,
    int attempt,
    WebhookState state,
    @Nullable Integer httpStatus,
    @Nullable String detail,
    @Nullable Instant nextAttemptAt,
    Instant attemptedAt)
    implements Event {
  @Override
  public String eventId() {
    return webhookId + "-" + round + "-" + attempt + "-" + state.jsonName();
  }

  @Override
  public String key() {
    return webhookId;
  }

  @Override
  public EventType type() {
    return EventType.WEBHOOK_ATTEMPTED;
  }
}
