package io.tonework.feedback.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much the queue holds.
 *
 * @param pending deliveries that have not ended
 * @param oldestQueuedAt when the oldest of them was queued; null when there is none
 */
public record QueueDepth(long pending, @Nullable Instant oldestQueuedAt) {}
