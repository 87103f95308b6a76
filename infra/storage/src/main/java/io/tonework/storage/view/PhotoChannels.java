package io.tonework.storage.view;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.tonework.storage.ViewsUnavailable;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.ViewKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to which photo. A notification says only that there is news; each listener then reads
 * the view, so that one that is slow skips to the newest.
 */
final class PhotoChannels {
  private static final Logger log = LoggerFactory.getLogger(PhotoChannels.class);

  private final RedisConnection redis;
  private final BiFunction<String, String, Optional<PhotoView>> find;
  private final Map<String, List<Listening>> byChannel = new ConcurrentHashMap<>();
  private final ReentrantLock changing = new ReentrantLock();
  private final AtomicBoolean listening = new AtomicBoolean();

  PhotoChannels(RedisConnection redis, BiFunction<String, String, Optional<PhotoView>> find) {
    this.redis = redis;
    this.find = find;
  }

  PhotoViews.Subscription subscribe(String tenant, String photoId, Consumer<PhotoView> listener) {
    StatefulRedisPubSubConnection<String, String> connection = redis.notifications();
    if (listening.compareAndSet(false, true)) {
      connection.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              byChannel.getOrDefault(channel, List.of()).forEach(Listening::signal);
            }

            @Override
            public void subscribed(String channel, long count) {
              byChannel.getOrDefault(channel, List.of()).forEach(Listening::subscribed);
            }
          });
      redis.onReconnect(() -> byChannel.values().forEach(all -> all.forEach(Listening::signal)));
    }
    Listening added = new Listening(tenant, photoId, listener);
    changing.lock();
    try {
      List<Listening> all =
          byChannel.computeIfAbsent(added.channel, _ -> new CopyOnWriteArrayList<>());
      all.add(added);
      if (all.size() == 1) {
        connection.sync().subscribe(added.channel);
      }
    } catch (RedisException e) {
      remove(added);
      throw new ViewsUnavailable("cannot listen to photo " + photoId + ": " + e.getMessage(), e);
    } finally {
      changing.unlock();
    }
    return added;
  }

  /** Returns true when nobody listens to the channel any more. */
  private boolean remove(Listening ended) {
    List<Listening> all = byChannel.getOrDefault(ended.channel, List.of());
    boolean last = all.remove(ended) && all.isEmpty();
    if (last) {
      byChannel.remove(ended.channel);
    }
    return last;
  }

  private final class Listening implements PhotoViews.Subscription {
    private final String tenant;
    private final String photoId;
    private final String channel;
    private final Consumer<PhotoView> listener;
    private final AtomicInteger news = new AtomicInteger();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicBoolean confirmed = new AtomicBoolean();

    Listening(String tenant, String photoId, Consumer<PhotoView> listener) {
      this.tenant = tenant;
      this.photoId = photoId;
      this.channel = ViewKey.photo(tenant, photoId);
      this.listener = listener;
    }

    /** The first time as asked for; later after a lost connection: news may have been missed. */
    void subscribed() {
      if (!confirmed.compareAndSet(false, true)) {
        signal();
      }
    }

    /** Comes on the network thread, which must not be held up. */
    void signal() {
      if (news.getAndIncrement() == 0) {
        Thread.ofVirtual().name("photo-listener").start(this::tellAll);
      }
    }

    private void tellAll() {
      int told;
      do {
        told = news.get();
        tell();
        // what came in the meantime is told by another round
      } while (news.addAndGet(-told) > 0);
    }

    private void tell() {
      try {
        if (open.get()) {
          find.apply(tenant, photoId).ifPresent(listener);
        }
      } catch (ViewsUnavailable e) {
        // the next signal comes when Redis is back
        log.atDebug().addKeyValue("photoId", photoId).log("view not readable at a notification");
      } catch (RuntimeException e) {
        log.atWarn().addKeyValue("photoId", photoId).setCause(e).log("photo listener failed");
      }
    }

    @Override
    public void close() {
      if (!open.compareAndSet(true, false)) {
        return;
      }
      changing.lock();
      try {
        if (remove(this)) {
          redis.notifications().sync().unsubscribe(channel);
        }
      } catch (ViewsUnavailable | RedisException e) {
        log.atDebug().addKeyValue("channel", channel).log("channel left open: Redis is away");
      } finally {
        changing.unlock();
      }
    }
  }
}
