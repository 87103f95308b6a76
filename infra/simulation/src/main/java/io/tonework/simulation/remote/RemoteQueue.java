package io.tonework.simulation.remote;

import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.feedback.webhook.Claim;
import io.tonework.feedback.webhook.DeliveryQueue;
import io.tonework.feedback.webhook.QueueDepth;
import io.tonework.feedback.webhook.QueuedDelivery;
import io.tonework.messaging.event.TraceContext;
import io.tonework.simulation.fault.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The queue of webhooks over a wire. */
public final class RemoteQueue implements DeliveryQueue {
  private final DeliveryQueue queue;
  private final RemoteRedis redis;

  /** That queue, as a process with that wire reaches it. */
  public RemoteQueue(DeliveryQueue queue, Wire wire) {
    this.queue = queue;
    this.redis = new RemoteRedis(wire);
  }

  @Override
  public boolean fold(WebhookAttempted state, TraceContext trace) {
    return redis.call("fold webhook " + state.eventId(), () -> queue.fold(state, trace));
  }

  @Override
  public Claim claim(String stamp, Instant now, int max, Duration lease) {
    return redis.call("claim webhooks", () -> queue.claim(stamp, now, max, lease));
  }

  @Override
  public Optional<QueuedDelivery> find(TenantName tenant, WebhookId webhookId) {
    return redis.call("find webhook " + webhookId, () -> queue.find(tenant, webhookId));
  }

  @Override
  public List<QueuedDelivery> ofPhoto(TenantName tenant, PhotoId photoId) {
    return redis.call("find webhooks of " + photoId, () -> queue.ofPhoto(tenant, photoId));
  }

  @Override
  public boolean isDisabled(String tenant, URI endpoint) {
    return redis.call("ask for " + endpoint, () -> queue.isDisabled(tenant, endpoint));
  }

  @Override
  public QueueDepth depth() {
    return redis.call("count webhooks", queue::depth);
  }
}
