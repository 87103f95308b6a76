package io.tonework.feedback.webhook;

import io.tonework.contracts.WebhookAttempted;
import io.tonework.messaging.event.TraceContext;
import java.time.Instant;

/**
 * A delivery as the queue knows it.
 *
 * @param newest its newest state
 * @param trace the trace of the photo that it tells about
 * @param queuedAt when this round of it was queued
 */
public record QueuedDelivery(WebhookAttempted newest, TraceContext trace, Instant queuedAt) {}
