package io.tonework.simulation.redis;

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
import io.tonework.storage.redis.ViewKey;
import io.tonework.storage.view.PhotoFacts;
import io.tonework.storage.view.PhotoView;
import io.tonework.storage.view.PhotoViews;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Views of photos as {@code RedisPhotoViews} keeps them, with the rules of its script; nobody can
 * listen. Not thread-safe.
 */
public final class MemoryPhotoViews implements PhotoViews {
  private final MemoryRedis redis;

  /** Views in that Redis. */
  public MemoryPhotoViews(MemoryRedis redis) {
    this.redis = redis;
  }

  @Override
  public boolean fold(Event event) {
    return switch (event) {
      case PhotoUploaded it -> foldChain(it, 1);
      case RetouchPlanned it -> foldChain(it, 2);
      case PhotoRetouched it -> foldChain(it, 3);
      case PhotoFailed it -> foldOnce(it.tenant(), it.photoId(), "failed", it);
      case WebhookAttempted it -> foldWebhook(it);
      case FeedbackReceived _, UserForgotten _ -> false;
    };
  }

  private boolean foldChain(Event event, int rank) {
    Map<String, String> hash = hash(event.tenant(), event.key());
    if (Integer.parseInt(hash.getOrDefault("rank", "-1")) >= rank) {
      return false;
    }
    hash.put("rank", Integer.toString(rank));
    hash.put("chain", ContractsJson.write(event));
    return true;
  }

  private boolean foldOnce(String tenant, String photoId, String field, Object fact) {
    return hash(tenant, photoId).putIfAbsent(field, ContractsJson.write(fact)) == null;
  }

  private boolean foldWebhook(WebhookAttempted it) {
    String version =
        "%010d.%010d.%d"
            .formatted(it.round(), it.attempt(), it.state() == WebhookState.PENDING ? 0 : 1);
    String field = "webhook:" + it.webhookId();
    Map<String, String> hash = hash(it.tenant(), it.photoId());
    String kept = hash.get(field + "#");
    if (kept != null && kept.compareTo(version) >= 0) {
      return false;
    }
    hash.put(field + "#", version);
    hash.put(field, it.state().name());
    return true;
  }

  private Map<String, String> hash(String tenant, String photoId) {
    return redis.hash(ViewKey.photo(tenant, photoId));
  }

  @Override
  public void awaitUpload(String tenant, String photoId, @Nullable String user, Mode mode) {
    foldOnce(tenant, photoId, "awaiting", new PhotoFacts.Awaiting(user, mode));
  }

  @Override
  public Optional<PhotoView> find(String tenant, String photoId) {
    return Optional.of(hash(tenant, photoId))
        .filter(hash -> !hash.isEmpty())
        .map(hash -> PhotoFacts.of(hash).view(tenant, photoId));
  }

  @Override
  public Subscription subscribe(String tenant, String photoId, Consumer<PhotoView> listener) {
    throw new UnsupportedOperationException("nobody listens in a simulation");
  }
}
