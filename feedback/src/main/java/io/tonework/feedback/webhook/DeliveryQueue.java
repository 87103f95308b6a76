package io.tonework.feedback.webhook;

import io.lettuce.core.KeyValue;
import io.lettuce.core.ScoredValue;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.messaging.event.TraceContext;
import io.tonework.storage.ViewsUnavailable;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisScript;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be delivered and when: a Redis view of {@code webhook.attempted} that every replica of
 * this service claims from.
 *
 * <p>Folding is atomic, and folding an old state again changes nothing, so the view can be rebuilt
 * from the topic while it is used. A claim is a lease that ends by itself, so the claims of a
 * replica that is killed become free again. Each endpoint has a lane of its own with a limit, and
 * of one photo's webhooks only the oldest that has not ended is ever attempted. Thread-safe; every
 * method throws {@link ViewsUnavailable} while Redis does not answer.
 */
public final class DeliveryQueue {
  /** Where the stamp of this view lies; see {@link ViewStamp}. */
  public static final String STAMP_KEY = "tonework:{webhooks}:stamp";

  private static final String PREFIX = "tonework:{webhooks}:";
  private static final List<String> KEYS = List.of(PREFIX);

  private final RedisConnection redis;
  private final int maxPerEndpoint;
  private final Duration history;
  private final RedisScript fold;
  private final RedisScript claim;

  /**
   * A queue.
   *
   * @param redis a connection that stays the caller's
   * @param maxPerEndpoint attempts at one endpoint at a time, over all replicas
   * @param history how long a delivery is known after it ended
   */
  public DeliveryQueue(RedisConnection redis, int maxPerEndpoint, Duration history) {
    this.redis = redis;
    this.maxPerEndpoint = maxPerEndpoint;
    this.history = history;
    this.fold = RedisScript.load(DeliveryQueue.class, "queue.lua", "fold.lua");
    this.claim = RedisScript.load(DeliveryQueue.class, "queue.lua", "claim.lua");
  }

  /**
   * Takes a state in.
   *
   * @return true when it was newer than what was known
   */
  public boolean fold(WebhookAttempted state, TraceContext trace) {
    boolean ended = state.state() != WebhookState.PENDING;
    Instant due = state.nextAttemptAt() == null ? state.attemptedAt() : state.nextAttemptAt();
    boolean answer410 =
        state.state() == WebhookState.REFUSED && Integer.valueOf(410).equals(state.httpStatus());
    return redis.call(
        "fold a webhook's state",
        commands ->
            fold.isTrue(
                commands,
                KEYS,
                state.webhookId(),
                ContractsJson.write(state),
                Integer.toString(state.round()),
                Integer.toString(state.attempt()),
                ended ? "1" : "0",
                lane(state.tenant(), state.endpoint()),
                photo(state.tenant(), state.photoId()),
                millis(due),
                millis(state.attemptedAt()),
                trace.traceparent(),
                endpoint(state.tenant(), state.endpoint()),
                answer410 ? "1" : "0",
                Long.toString(history.toSeconds()),
                Integer.toString(maxPerEndpoint)));
  }

  /**
   * Claims what is due.
   *
   * @param stamp names the Redis that the queue was built in, see {@link ViewStamp}
   * @param max the most deliveries
   * @param lease how long they belong to the caller; longer than an attempt can take
   */
  public Claim claim(String stamp, Instant now, int max, Duration lease) {
    @Nullable List<@Nullable String> rows =
        redis.call(
            "claim due webhooks",
            commands ->
                claim.rows(
                    commands,
                    KEYS,
                    millis(now),
                    Integer.toString(max),
                    millis(now.plus(lease)),
                    Integer.toString(maxPerEndpoint),
                    stamp));
    // a script's false comes as a null, or as a list that holds one, by the protocol's version
    if (rows == null || (rows.size() == 1 && rows.getFirst() == null)) {
      return new Claim.Unbuilt();
    }
    List<String> texts = rows.stream().map(Objects::requireNonNull).toList();
    List<QueuedDelivery> due = new ArrayList<>(texts.size() / 3);
    for (int i = 0; i < texts.size(); i += 3) {
      due.add(delivery(texts.get(i), texts.get(i + 1), texts.get(i + 2)));
    }
    return new Claim.Due(due);
  }

  /** The newest state of a webhook of that tenant; empty when it is unknown or long ended. */
  public Optional<QueuedDelivery> find(TenantName tenant, WebhookId webhookId) {
    List<KeyValue<String, String>> fields =
        redis.call(
            "read a webhook",
            commands ->
                commands.hmget(PREFIX + "delivery:" + webhookId, "json", "trace", "queued"));
    if (!fields.getFirst().hasValue()) {
      return Optional.empty();
    }
    QueuedDelivery found =
        delivery(fields.get(0).getValue(), fields.get(1).getValue(), fields.get(2).getValue());
    return Optional.of(found).filter(delivery -> delivery.newest().tenant().equals(tenant.text()));
  }

  /** The webhooks of a photo, oldest first. */
  public List<QueuedDelivery> ofPhoto(TenantName tenant, PhotoId photoId) {
    List<String> ids =
        redis.call(
            "list the webhooks of a photo",
            commands ->
                commands.zrange(PREFIX + "of:" + photo(tenant.text(), photoId.text()), 0, -1));
    return ids.stream().flatMap(id -> find(tenant, new WebhookId(id)).stream()).toList();
  }

  /** True when the endpoint answered 410 and no webhook to it was replayed since. */
  public boolean isDisabled(String tenant, URI endpoint) {
    String field = endpoint(tenant, endpoint);
    String gone = redis.call("read an endpoint", commands -> commands.hget(PREFIX + "gone", field));
    if (gone == null) {
      return false;
    }
    String enabled =
        redis.call("read an endpoint", commands -> commands.hget(PREFIX + "enabled", field));
    return enabled == null || Long.parseLong(enabled) <= Long.parseLong(gone);
  }

  /** How much the queue holds. */
  public QueueDepth depth() {
    long pending =
        redis.call("count pending webhooks", commands -> commands.zcard(PREFIX + "open"));
    List<ScoredValue<String>> oldest =
        redis.call(
            "find the oldest webhook",
            commands -> commands.zrangeWithScores(PREFIX + "open", 0, 0));
    return new QueueDepth(
        pending,
        oldest.isEmpty() ? null : Instant.ofEpochMilli((long) oldest.getFirst().getScore()));
  }

  private static QueuedDelivery delivery(String json, String trace, String queued) {
    return new QueuedDelivery(
        ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), WebhookAttempted.class),
        new TraceContext(trace),
        Instant.ofEpochMilli(Long.parseLong(queued)));
  }

  /** Queries tell photos apart, not endpoints, so one lane serves them all. */
  private static String lane(String tenant, URI endpoint) {
    String text = endpoint.toString();
    int query = text.indexOf('?');
    return tenant + " " + (query < 0 ? text : text.substring(0, query));
  }

  private static String endpoint(String tenant, URI endpoint) {
    return tenant + " " + endpoint;
  }

  private static String photo(String tenant, String photoId) {
    return tenant + "/" + photoId;
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }
}
