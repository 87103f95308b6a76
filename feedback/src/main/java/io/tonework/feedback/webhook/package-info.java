/**
 * Webhooks after Standard Webhooks: bodies, signatures, the schedule of attempts, the queue of what
 * is due, and the guarded client that delivers.
 */
@NullMarked
package io.tonework.feedback.webhook;

import org.jspecify.annotations.NullMarked;
