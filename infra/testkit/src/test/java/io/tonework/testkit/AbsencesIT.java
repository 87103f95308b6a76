package io.tonework.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.Topics;
import io.tonework.embedded.EmbeddedKafka;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.loop.StageLoop;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.TransientException;
import io.tonework.messaging.topic.KafkaProbe;
import io.tonework.messaging.topic.TopicAdmin;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.ViewsUnavailable;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.s3.S3Effort;
import io.tonework.storage.s3.S3ObjectStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each part is away for longer than its clients wait, and everything goes on by itself. */
@WithServers
class AbsencesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final TestServers servers;

  AbsencesIT(TestServers servers) {
    this.servers = servers;
  }

  @Test
  void shouldGoOnWhenRedisWasAway() throws Exception {
    // Given
    URI uri = servers.redis().uri();
    try (TcpProxy proxy = TcpProxy.to(uri.getHost(), uri.getPort());
        RedisConnection redis = RedisConnection.connect(RedisSettings.of(through(uri, proxy)))) {
      assertThat(redis.isReachable()).isTrue();
      // When
      proxy.cut();
      Awaitility.await().atMost(PATIENCE).until(() -> !redis.isReachable());
      Thread.sleep(Duration.ofSeconds(4)); // so that pauses between attempts have grown
      long begunNanos = System.nanoTime();
      assertThatThrownBy(() -> redis.call("get", commands -> commands.get("a")))
          .isInstanceOf(ViewsUnavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begunNanos))
          .isLessThan(Duration.ofSeconds(3));
      proxy.mend();
      // Then
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(redis::isReachable);
    }
  }

  @Test
  void shouldGoOnWhenStoreWasAway() throws IOException {
    // Given
    URI endpoint = Objects.requireNonNull(servers.s3().endpoint());
    ObjectId id = new ObjectId(TestServers.BUCKET, "absences/" + System.nanoTime());
    S3Effort effort =
        new S3Effort(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), 3, 8);
    try (TcpProxy proxy = TcpProxy.to(endpoint.getHost(), endpoint.getPort());
        ObjectStore store =
            S3ObjectStore.connect(
                servers
                    .s3()
                    .withEndpoint(URI.create("http://127.0.0.1:" + proxy.port()))
                    .withEffort(effort))) {
      store.put(id, new byte[] {1}, "text/plain");
      // When
      proxy.cut();
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> store.head(id)).isInstanceOf(StoreUnavailable.class);
      }
      proxy.mend();
      // Then
      assertThat(store.get(id, 10)).hasSize(1);
    }
  }

  @Test
  void shouldLoseNothingWhenKafkaWasAwayForLongerThanASession(@TempDir Path directory)
      throws Exception {
    // Given a stage that handles photos while its way to Kafka is cut
    int port = freePort();
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", port);
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, port, freePort(), proxy.port())) {
      KafkaSettings settings =
          KafkaSettings.of(kafka.bootstrapServers())
              .withPartitions(2)
              .withDeliveryTimeout(Duration.ofSeconds(2));
      TopicAdmin.ensureTopics(settings);
      Set<String> handled = ConcurrentHashMap.newKeySet();
      StageDefinition stage =
          StageDefinition.builder("absent")
              .group("absent")
              .topics(Topics.PHOTO_UPLOADED)
              .handler(delivery -> {
                handled.add(delivery.event(PhotoUploaded.class).photoId());
                return Outcome.done();
              })
              .build();
      try (EventPublisher publisher = EventPublisher.open(settings, "test");
          KafkaProbe probe = new KafkaProbe(settings);
          StageLoop loop = StageLoop.start(stage, settings, new SimpleMeterRegistry())) {
        publisher.publishAndWait(photo("before"), TraceContext.fresh());
        Awaitility.await().atMost(PATIENCE).until(() -> handled.contains("before"));
        assertThat(probe.answers(Duration.ofSeconds(10))).isTrue();
        // When
        proxy.cut();
        assertThatThrownBy(() -> publisher.publishAndWait(photo("away"), TraceContext.fresh()))
            .isInstanceOf(TransientException.class);
        assertThat(probe.answers(Duration.ofSeconds(1))).isFalse();
        // longer than the 10 s after which the group gives the member up
        Thread.sleep(Duration.ofSeconds(11));
        proxy.mend();
        // Then
        Awaitility.await()
            .atMost(PATIENCE)
            .ignoreException(TransientException.class)
            .until(() -> {
              publisher.publishAndWait(photo("after"), TraceContext.fresh());
              return true;
            });
        Awaitility.await().atMost(PATIENCE).until(() -> handled.contains("after"));
        Awaitility.await().atMost(PATIENCE).until(loop::isReady);
        assertThat(probe.answers(Duration.ofSeconds(10))).isTrue();
        assertThat(loop.failure()).isEmpty();
      }
    }
  }

  private static PhotoUploaded photo(String photoId) {
    return new PhotoUploaded(
        "acme",
        photoId,
        null,
        new SourceObject("inbox", photoId + ".jpg", "etag-" + photoId, 1_000),
        RetouchRequest.auto(),
        null,
        Instant.parse("2026-11-21T12:00:00Z"));
  }

  private static URI through(URI uri, TcpProxy proxy) throws Exception {
    return new URI(uri.getScheme(), uri.getUserInfo(), "127.0.0.1", proxy.port(), null, null, null);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
