package io.tonework.simulation.redis;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.feedback.webhook.Claim;
import io.tonework.feedback.webhook.DeliveryQueue;
import io.tonework.feedback.webhook.QueueDepth;
import io.tonework.feedback.webhook.QueuedDelivery;
import io.tonework.messaging.event.TraceContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The queue of webhooks as {@code RedisDeliveryQueue} keeps it, line by line after its scripts. Not
 * thread-safe.
 */
public final class MemoryDeliveryQueue implements DeliveryQueue {
  /** Where the stamp of this view lies. */
  public static final String STAMP_KEY = "webhooks:stamp";

  private static final String P = "webhooks:";

  private final MemoryRedis redis;
  private final int maxPerEndpoint;

  /**
   * A queue in that Redis.
   *
   * @param maxPerEndpoint attempts at one endpoint at a time
   */
  public MemoryDeliveryQueue(MemoryRedis redis, int maxPerEndpoint) {
    this.redis = redis;
    this.maxPerEndpoint = maxPerEndpoint;
  }

  @Override
  public boolean fold(WebhookAttempted state, TraceContext trace) {
    String id = state.webhookId();
    boolean ended = state.state() != WebhookState.PENDING;
    Instant due = state.nextAttemptAt() == null ? state.attemptedAt() : state.nextAttemptAt();
    long at = state.attemptedAt().toEpochMilli();
    String endpoint = state.tenant() + " " + state.endpoint();
    if (state.state() == WebhookState.REFUSED && Integer.valueOf(410).equals(state.httpStatus())) {
      raise("gone", endpoint, at);
    } else if (state.round() > 0 && state.attempt() == 0) {
      raise("enabled", endpoint, at);
    }
    Map<String, String> delivery = delivery(id);
    long queued = at;
    if (!delivery.isEmpty()) {
      int round = Integer.parseInt(text(delivery, "round"));
      if (!isNewer(state, ended, round, delivery)) {
        return false;
      }
      if (state.round() == round) {
        queued = Long.parseLong(text(delivery, "queued"));
      }
    }
    String lane = lane(state.tenant(), state.endpoint());
    String photo = state.tenant() + "/" + state.photoId();
    delivery.put("json", ContractsJson.write(state));
    delivery.put("round", Integer.toString(state.round()));
    delivery.put("attempt", Integer.toString(state.attempt()));
    delivery.put("ended", ended ? "1" : "0");
    delivery.put("lane", lane);
    delivery.put("photo", photo);
    delivery.put("due", Long.toString(due.toEpochMilli()));
    delivery.put("queued", Long.toString(queued));
    delivery.put("trace", trace.traceparent());
    redis.set(P + "of:" + photo).addNew(id, queued);
    land(id, lane);
    if (ended) {
      end(id, lane, photo);
    } else {
      redis.set(P + "open").add(id, queued);
      redis.set(P + "turn:" + photo).add(id, queued);
      if (isNext(photo, id)) {
        redis.set(P + "lane:" + lane).add(id, due.toEpochMilli());
      }
    }
    refresh(lane);
    return true;
  }

  private static boolean isNewer(
      WebhookAttempted state, boolean ended, int round, Map<String, String> known) {
    if (state.round() != round) {
      return state.round() > round;
    }
    int attempt = Integer.parseInt(text(known, "attempt"));
    return state.attempt() > attempt
        || (state.attempt() == attempt && ended && text(known, "ended").equals("0"));
  }

  private void end(String id, String lane, String photo) {
    redis.set(P + "open").remove(id);
    redis.set(P + "lane:" + lane).remove(id);
    redis.set(P + "turn:" + photo).remove(id);
    redis.set(P + "turn:" + photo).first().ifPresent(following -> enqueue(following.getKey()));
  }

  @Override
  public Claim claim(String stamp, Instant now, int max, Duration lease) {
    if (!stamp.equals(redis.hash(STAMP_KEY).get("value"))) {
      return new Claim.Unbuilt();
    }
    for (String id : redis.set(P + "leases").upTo(now.toEpochMilli(), 100)) {
      redis.set(P + "leases").remove(id);
      String lane = delivery(id).get("lane");
      if (lane != null) {
        land(id, lane);
        enqueue(id);
      }
    }
    List<QueuedDelivery> claimed = new ArrayList<>();
    for (String lane : redis.set(P + "lanes").upTo(now.toEpochMilli(), max)) {
      redis
          .set(P + "lane:" + lane)
          .first()
          .ifPresent(head -> {
            String id = head.getKey();
            redis.set(P + "lane:" + lane).remove(id);
            Map<String, String> delivery = delivery(id);
            if (!delivery.isEmpty() && isNext(text(delivery, "photo"), id)) {
              redis.set(P + "leases").add(id, now.plus(lease).toEpochMilli());
              redis.set(P + "flight:" + lane).add(id, now.plus(lease).toEpochMilli());
              claimed.add(queued(delivery));
            }
          });
      refresh(lane);
    }
    return new Claim.Due(claimed);
  }

  @Override
  public Optional<QueuedDelivery> find(TenantName tenant, WebhookId webhookId) {
    return Optional.of(delivery(webhookId.text()))
        .filter(delivery -> !delivery.isEmpty())
        .map(MemoryDeliveryQueue::queued)
        .filter(found -> found.newest().tenant().equals(tenant.text()));
  }

  @Override
  public List<QueuedDelivery> ofPhoto(TenantName tenant, PhotoId photoId) {
    return redis.set(P + "of:" + tenant + "/" + photoId).all().stream()
        .flatMap(id -> find(tenant, new WebhookId(id)).stream())
        .toList();
  }

  @Override
  public boolean isDisabled(String tenant, URI endpoint) {
    String field = tenant + " " + endpoint;
    String gone = redis.hash(P + "gone").get(field);
    String enabled = redis.hash(P + "enabled").get(field);
    return gone != null && (enabled == null || Long.parseLong(enabled) <= Long.parseLong(gone));
  }

  @Override
  public QueueDepth depth() {
    SortedSet open = redis.set(P + "open");
    return new QueueDepth(
        open.size(), open.first().map(it -> Instant.ofEpochMilli(it.getValue())).orElse(null));
  }

  private Map<String, String> delivery(String id) {
    return redis.hash(P + "delivery:" + id);
  }

  private static QueuedDelivery queued(Map<String, String> delivery) {
    byte[] json = text(delivery, "json").getBytes(StandardCharsets.UTF_8);
    return new QueuedDelivery(
        ContractsJson.read(json, WebhookAttempted.class),
        new TraceContext(text(delivery, "trace")),
        Instant.ofEpochMilli(Long.parseLong(text(delivery, "queued"))));
  }

  private static String text(Map<String, String> hash, String field) {
    return Objects.requireNonNull(hash.get(field), field);
  }

  private void refresh(String lane) {
    Optional<Map.Entry<String, Long>> head = redis.set(P + "lane:" + lane).first();
    if (head.isPresent() && redis.set(P + "flight:" + lane).size() < maxPerEndpoint) {
      redis.set(P + "lanes").add(lane, head.get().getValue());
    } else {
      redis.set(P + "lanes").remove(lane);
    }
  }

  private boolean isNext(String photo, String id) {
    return redis.set(P + "turn:" + photo).first().filter(it -> it.getKey().equals(id)).isPresent();
  }

  private void land(String id, String lane) {
    redis.set(P + "leases").remove(id);
    redis.set(P + "flight:" + lane).remove(id);
  }

  private void enqueue(String id) {
    Map<String, String> delivery = delivery(id);
    String lane = delivery.get("lane");
    if (lane != null) {
      redis.set(P + "lane:" + lane).add(id, Long.parseLong(text(delivery, "due")));
      refresh(lane);
    }
  }

  private void raise(String hash, String field, long time) {
    redis
        .hash(P + hash)
        .merge(
            field,
            Long.toString(time),
            (before, now) -> Long.parseLong(before) < time ? now : before);
  }

  private static String lane(String tenant, URI endpoint) {
    String text = endpoint.toString();
    int query = text.indexOf('?');
    return tenant + " " + (query < 0 ? text : text.substring(0, query));
  }
}
