package io.tonework.storage.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.tonework.storage.ViewsUnavailable;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One multiplexed connection to Redis for commands and one for notifications.
 *
 * <p>Thread-safe. It connects at the first use and reconnects by itself; while Redis is away every
 * call fails at once with {@link ViewsUnavailable}, so that a caller who can do without the views
 * goes on without them.
 */
public final class RedisConnection implements AutoCloseable {
  private static final int IO_THREADS = 2;
  private static final Duration LONGEST_RECONNECT_PAUSE = Duration.ofSeconds(2);
  private static final long RECONNECT_PAUSE_NANOS = 1_000_000_000;

  private final RedisSettings settings;
  private final ClientResources resources;
  private final RedisClient client;
  // a lock and no synchronized block: connecting blocks, and callers are virtual threads
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile @Nullable StatefulRedisConnection<String, String> commands;
  private volatile @Nullable StatefulRedisPubSubConnection<String, String> notifications;
  private @Nullable RedisException lastRefusal;
  private long refusedAtNanos;

  private RedisConnection(RedisSettings settings) {
    this.settings = settings;
    this.resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(IO_THREADS)
            .computationThreadPoolSize(IO_THREADS)
            // by itself it would wait up to 30 s after minutes of absence
            .reconnectDelay(
                Delay.exponential(Duration.ofMillis(10), LONGEST_RECONNECT_PAUSE, 2, MILLISECONDS))
            .build();
    RedisURI uri = RedisURI.create(settings.uri());
    uri.setTimeout(settings.commandTimeout());
    this.client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(settings.connectTimeout())
                    .keepAlive(true)
                    .build())
            .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()))
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .build());
  }

  /** A connection with these settings; nothing is connected before the first call. */
  public static RedisConnection connect(RedisSettings settings) {
    return new RedisConnection(settings);
  }

  /** The settings it was made with. */
  public RedisSettings settings() {
    return settings;
  }

  /** Whether Redis answers now. */
  public boolean isReachable() {
    try {
      return "PONG".equals(call("ping", RedisCommands::ping));
    } catch (ViewsUnavailable e) {
      return false;
    }
  }

  /**
   * Runs commands.
   *
   * @param what for the message, such as {@code fold a verdict}
   * @throws ViewsUnavailable when Redis does not answer in time
   */
  public <T extends @Nullable Object> T call(
      String what, Function<RedisCommands<String, String>, T> work) {
    try {
      return work.apply(commands().sync());
    } catch (RedisException e) {
      throw unavailable(what, e);
    }
  }

  /** The connection for notifications. */
  public StatefulRedisPubSubConnection<String, String> notifications() {
    StatefulRedisPubSubConnection<String, String> open = notifications;
    if (open != null) {
      return open;
    }
    connecting.lock();
    try {
      open = notifications;
      if (open == null) {
        open = connectUnlessJustRefused(client::connectPubSub);
        notifications = open;
      }
      return open;
    } catch (RedisException e) {
      throw unavailable("listen for changes", e);
    } finally {
      connecting.unlock();
    }
  }

  /**
   * Calls back whenever a connection is there or back: notifications may have been missed. The
   * connection for notifications can return before the one that views are read through, so both
   * count.
   */
  public void onReconnect(Runnable listener) {
    client.addListener(
        new RedisConnectionStateAdapter() {
          @Override
          public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress to) {
            listener.run();
          }
        });
  }

  private StatefulRedisConnection<String, String> commands() {
    StatefulRedisConnection<String, String> open = commands;
    if (open != null) {
      return open;
    }
    connecting.lock();
    try {
      open = commands;
      if (open == null) {
        open = connectUnlessJustRefused(client::connect);
        commands = open;
      }
      return open;
    } finally {
      connecting.unlock();
    }
  }

  // callers wait for the lock: without the pause each of them would wait for its own time-out
  private <C> C connectUnlessJustRefused(Supplier<C> connect) {
    RedisException refusal = lastRefusal;
    if (refusal != null && System.nanoTime() - refusedAtNanos < RECONNECT_PAUSE_NANOS) {
      throw refusal;
    }
    try {
      C open = connect.get();
      lastRefusal = null;
      return open;
    } catch (RedisException e) {
      lastRefusal = e;
      refusedAtNanos = System.nanoTime();
      throw e;
    }
  }

  private ViewsUnavailable unavailable(String what, RedisException cause) {
    return new ViewsUnavailable(
        "cannot "
            + what
            + ": Redis at "
            + settings.uri().getHost()
            + ":"
            + settings.uri().getPort()
            + " failed ("
            + cause.getMessage()
            + ")",
        cause);
  }

  @Override
  public void close() {
    client.shutdown();
    resources.shutdown().awaitUninterruptibly();
  }
}
