package io.tonework.feedback.webhook;

import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.messaging.event.TraceContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be delivered and when: a view of {@code webhook.attempted} that every replica of this
 * service claims from.
 *
 * <p>Folding is atomic, and folding an old state again changes nothing, so the view can be rebuilt
 * from the topic while it is used. A claim is a lease that ends by itself, so the claims of a
 * replica that is killed become free again. Each endpoint has a lane of its own with a limit, and
 * of one photo's webhooks only the oldest that has not ended is ever attempted. Thread-safe; every
 * method throws {@link io.tonework.storage.ViewsUnavailable} while the view cannot be reached.
 */
public interface DeliveryQueue {
  /**
   * Takes a state in.
   *
   * @return true when it was newer than what was known
   */
  boolean fold(WebhookAttempted state, TraceContext trace);

  /**
   * Claims what is due.
   *
   * @param stamp names the place that the queue was built in, see {@link
   *     io.tonework.feedback.view.ViewStamp}
   * @param max the most deliveries
   * @param lease how long they belong to the caller; longer than an attempt can take
   */
  Claim claim(String stamp, Instant now, int max, Duration lease);

  /** The newest state of a webhook of that tenant; empty when it is unknown or long ended. */
  Optional<QueuedDelivery> find(TenantName tenant, WebhookId webhookId);

  /** The webhooks of a photo, oldest first. */
  List<QueuedDelivery> ofPhoto(TenantName tenant, PhotoId photoId);

  /** True when the endpoint answered 410 and no webhook to it was replayed since. */
  boolean isDisabled(String tenant, URI endpoint);

  /** How much the queue holds. */
  QueueDepth depth();
}
