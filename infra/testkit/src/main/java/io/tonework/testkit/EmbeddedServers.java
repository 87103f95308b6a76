package io.tonework.testkit;

import io.tonework.embedded.EmbeddedStack;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.s3.S3Effort;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.s3.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The embedded servers in a folder that goes when they close. */
final class EmbeddedServers implements TestServers {
  private final Path directory;
  private final EmbeddedStack stack;

  private EmbeddedServers(Path directory, EmbeddedStack stack) {
    this.directory = directory;
    this.stack = stack;
  }

  static EmbeddedServers start() {
    try {
      Path directory = Files.createTempDirectory("tonework-test");
      EmbeddedServers servers = new EmbeddedServers(directory, EmbeddedStack.start(directory));
      try (ObjectStore store = S3ObjectStore.connect(servers.s3())) {
        store.ensureBucket(BUCKET);
      }
      return servers;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the test's servers", e);
    }
  }

  @Override
  public KafkaSettings kafka() {
    return KafkaSettings.of(stack.kafkaBootstrapServers());
  }

  @Override
  public RedisSettings redis() {
    return RedisSettings.of(stack.redisUri());
  }

  @Override
  public S3Settings s3() {
    return new S3Settings(
        stack.s3Endpoint(),
        "us-east-1",
        EmbeddedStack.S3_ACCESS_KEY,
        stack.s3SecretKey(),
        true,
        BUCKET,
        null,
        S3Effort.DEFAULT);
  }

  @Override
  public void close() {
    stack.close();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
