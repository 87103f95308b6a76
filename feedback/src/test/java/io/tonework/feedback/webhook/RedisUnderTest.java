package io.tonework.feedback.webhook;

import io.tonework.embedded.EmbeddedRedis;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

/** A real Redis for a test class. */
final class RedisUnderTest implements AutoCloseable {
  private final EmbeddedRedis server;
  private final RedisConnection connection;

  private RedisUnderTest(EmbeddedRedis server) {
    this.server = server;
    this.connection = RedisConnection.connect(RedisSettings.of(server.uri()));
  }

  static RedisUnderTest start(Path directory) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    return new RedisUnderTest(EmbeddedRedis.start(directory, port));
  }

  RedisConnection connection() {
    return connection;
  }

  void empty() {
    connection.call("empty it", commands -> commands.flushall());
  }

  void set(String key, String value) {
    connection.call("set a key", commands -> commands.set(key, value));
  }

  @Override
  public void close() {
    connection.close();
    server.close();
  }
}
