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
 * The queue of webhooks in Redis. Folding is atomic, and a claim is a lease that ends by itself, so
 * the claims of a replica that is killed become free again.
 */
public final class RedisDeliveryQueue implements DeliveryQueue {
  /** Where the stamp of this view lies; see {@link ViewStamp}. */
  public static final String STAMP_KEY = "tonework:{webhooks}:stamp";

  private static final String PREFIX = "tonework:{webhooks}:";
  private static final List<String> KEYS = List.of(PREFIX);

  private final RedisConnection redis;
  private final int maxPerEndpoint;
  private final int maxPerTenant;
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
  public RedisDeliveryQueue(RedisConnection redis, int maxPerEndpoint, Duration history) {
    this(redis, maxPerEndpoint, Integer.MAX_VALUE, history);
  }

  /**
   * A queue.
   *
   * @param redis a connection that stays the caller's
   * @param maxPerEndpoint attempts at one endpoint at a time, over all replicas
   * @param maxPerTenant attempts at all endpoints of one tenant at a time, over all replicas
   * @param history how long a delivery is known after it ended
   */
  public RedisDeliveryQueue(
      RedisConnection redis, int maxPerEndpoint, int maxPerTenant, Duration history) {
    this.redis = redis;
    this.maxPerEndpoint = maxPerEndpoint;
    this.maxPerTenant = maxPerTenant;
    this.history = history;
    this.fold = RedisScript.load(RedisDeliveryQueue.class, "queue.lua", "fold.lua");
    this.claim = RedisScript.load(RedisDeliveryQueue.class, "queue.lua", "claim.lua");
  }

  @Override
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

  @Override
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
                    stamp,
                    Integer.toString(maxPerTenant)));
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

  @Override
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

  @Override
  public List<QueuedDelivery> ofPhoto(TenantName tenant, PhotoId photoId) {
    List<String> ids =
        redis.call(
            "list the webhooks of a photo",
            commands ->
                commands.zrange(PREFIX + "of:" + photo(tenant.text(), photoId.text()), 0, -1));
    return ids.stream().flatMap(id -> find(tenant, new WebhookId(id)).stream()).toList();
  }

  @Override
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

  @Override
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
