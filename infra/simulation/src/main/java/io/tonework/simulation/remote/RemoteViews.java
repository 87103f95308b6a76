package io.tonework.simulation.remote;

import io.tonework.contracts.Event;
import io.tonework.contracts.Mode;
import io.tonework.simulation.fault.Wire;
import io.tonework.storage.view.PhotoView;
import io.tonework.storage.view.PhotoViews;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Views of photos over a wire. */
public final class RemoteViews implements PhotoViews {
  private final PhotoViews views;
  private final RemoteRedis redis;

  /** Those views, as a process with that wire reaches them. */
  public RemoteViews(PhotoViews views, Wire wire) {
    this.views = views;
    this.redis = new RemoteRedis(wire);
  }

  @Override
  public boolean fold(Event event) {
    return redis.call("fold view of " + event.key(), () -> views.fold(event));
  }

  @Override
  public void awaitUpload(String tenant, String photoId, @Nullable String user, Mode mode) {
    redis.run("await " + photoId, () -> views.awaitUpload(tenant, photoId, user, mode));
  }

  @Override
  public Optional<PhotoView> find(String tenant, String photoId) {
    return redis.call("find view of " + photoId, () -> views.find(tenant, photoId));
  }

  @Override
  public Subscription subscribe(String tenant, String photoId, Consumer<PhotoView> listener) {
    return views.subscribe(tenant, photoId, listener);
  }
}
