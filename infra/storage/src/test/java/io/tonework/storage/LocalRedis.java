package io.tonework.storage;

import io.tonework.embedded.EmbeddedRedis;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Redis for one test class that can be stopped and started again. */
public final class LocalRedis implements BeforeAllCallback, AfterAllCallback {
  private @Nullable Path directory;
  private int port;
  private @Nullable EmbeddedRedis server;
  private @Nullable RedisConnection connection;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("tonework-redis");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    start();
    connection = RedisConnection.connect(RedisSettings.of(Objects.requireNonNull(server).uri()));
  }

  public RedisConnection connection() {
    return Objects.requireNonNull(connection);
  }

  public void start() {
    server = EmbeddedRedis.start(Objects.requireNonNull(directory), port);
  }

  public void stop() {
    Objects.requireNonNull(server).close();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    connection().close();
    stop();
    try (var tree = Files.walk(Objects.requireNonNull(directory))) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
