package io.tonework.storage.view;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Event;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Mode;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.UserForgotten;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisScript;
import io.tonework.storage.redis.ViewKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Photo views in Redis: a hash per photo that holds the facts themselves.
 *
 * <p>A fact is added by one Lua script, which keeps the newest of the facts that include each
 * other; the view is drawn from them when it is read. The script also publishes on the channel that
 * is named like the hash.
 */
public final class RedisPhotoViews implements PhotoViews {
  private static final RedisScript FOLD = RedisScript.load(RedisPhotoViews.class, "fold-photo.lua");
  private static final String WEBHOOK = "webhook:";
  private static final String NONE = "";

  private final RedisConnection redis;
  private final PhotoChannels channels;

  /** Views over that connection, which stays the caller's to close. */
  public RedisPhotoViews(RedisConnection redis) {
    this.redis = redis;
    this.channels = new PhotoChannels(redis, this::find);
  }

  @Override
  public boolean fold(Event event) {
    return switch (event) {
      case PhotoUploaded it -> foldChain(it, 1);
      case RetouchPlanned it -> foldChain(it, 2);
      case PhotoRetouched it -> foldChain(it, 3);
      case PhotoFailed it ->
          fold(it.tenant(), it.photoId(), "failed", ContractsJson.write(it), NONE, NONE);
      case WebhookAttempted it ->
          fold(
              it.tenant(),
              it.photoId(),
              WEBHOOK + it.webhookId(),
              it.state().name(),
              NONE,
              version(it));
      case FeedbackReceived _, UserForgotten _ -> false;
    };
  }

  @Override
  public void awaitUpload(String tenant, String photoId, @Nullable String user, Mode mode) {
    String json = ContractsJson.write(new PhotoFacts.Awaiting(user, mode));
    fold(tenant, photoId, "awaiting", json, NONE, NONE);
  }

  @Override
  public Optional<PhotoView> find(String tenant, String photoId) {
    Map<String, String> hash =
        redis.call("find photo " + photoId, it -> it.hgetall(ViewKey.photo(tenant, photoId)));
    return hash.isEmpty()
        ? Optional.empty()
        : Optional.of(PhotoFacts.of(hash).view(tenant, photoId));
  }

  @Override
  public Subscription subscribe(String tenant, String photoId, Consumer<PhotoView> listener) {
    return channels.subscribe(tenant, photoId, listener);
  }

  private boolean foldChain(Event event, int rank) {
    // key() of these three is the photo id
    return fold(
        event.tenant(),
        event.key(),
        "chain",
        ContractsJson.write(event),
        Integer.toString(rank),
        NONE);
  }

  private boolean fold(
      String tenant, String photoId, String field, String value, String rank, String version) {
    List<String> keys = List.of(ViewKey.photo(tenant, photoId));
    String ttlMs = Long.toString(redis.settings().photoViewTtl().toMillis());
    return redis.call(
        "fold " + field + " of photo " + photoId,
        it -> FOLD.isTrue(it, keys, field, value, ttlMs, rank, version));
  }

  private static String version(WebhookAttempted webhook) {
    return "%010d.%010d.%d"
        .formatted(
            webhook.round(), webhook.attempt(), webhook.state() == WebhookState.PENDING ? 0 : 1);
  }
}
