package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.feedback.metrics.FeedbackMetric;
import io.tonework.feedback.view.EventSink;
import io.tonework.feedback.view.KeptView;
import io.tonework.feedback.view.RedisViewStamp;
import io.tonework.messaging.event.TraceContext;
import io.tonework.service.endpoint.EndpointRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries over real HTTP and a real Redis, with a clock that the test moves. */
class DeliverWebhooksIT {
  private static final Instant T0 = Instant.parse("2026-11-21T08:00:00Z");
  private static final String SECRET = "whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

  private static RedisUnderTest redis;

  private final VirtualClock clock = new VirtualClock(T0);
  private final RecordedTopic topic = new RecordedTopic();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final DeliveryRules rules =
      new DeliveryRules(new RetrySchedule(RetrySchedule.STANDARD.pauses(), 0), new Random(1));
  private ScriptedEndpoint endpoint;
  private DeliveryQueue queue;
  private WebhookClient client;
  private DeliverWebhooks worker;

  @BeforeAll
  static void startRedis(@TempDir Path directory) throws IOException {
    redis = RedisUnderTest.start(directory);
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void start() throws Exception {
    redis.empty();
    endpoint = ScriptedEndpoint.start();
    client =
        new WebhookClient(
            new EndpointGuard(
                new EndpointRules(Set.of("127.0.0.1"), Set.of()),
                InetAddress::getAllByName,
                Duration.ZERO),
            SSLContext.getDefault(),
            Duration.ofSeconds(10),
            Duration.ofHours(24),
            clock);
    startWorker();
  }

  private void startWorker() {
    queue = new RedisDeliveryQueue(redis.connection(), 2, Duration.ofDays(7));
    worker = worker(client, topic);
  }

  private DeliverWebhooks worker(WebhookTransport transport, EventSink sink) {
    KeptView view =
        new KeptView(
            "webhooks",
            new RedisViewStamp(redis.connection(), RedisDeliveryQueue.STAMP_KEY),
            topic,
            delivery -> queue.fold(delivery.event(WebhookAttempted.class), delivery.trace()),
            metrics,
            clock);
    AttemptDelivery attempt =
        new AttemptDelivery(transport, new OneTenant(), queue, rules, sink, metrics, clock);
    return new DeliverWebhooks(
        view,
        queue,
        attempt::attempt,
        new DeliverySettings(
            64, Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(5)),
        clock);
  }

  @AfterEach
  void stop() {
    worker.close();
    client.close();
    endpoint.close();
  }

  @Test
  void shouldDeliverSignedBodyWhenItIsDue() throws Exception {
    // Given
    schedule("p1", "/hooks");
    // When
    workOff();
    // Then
    ScriptedEndpoint.Received received = endpoint.received().getFirst();
    assertThat(received.body()).isEqualTo("{\"photo\":\"p1\"}");
    assertThat(received.headers().firstValue(SignedHeaders.TIMESTAMP))
        .contains(Long.toString(T0.getEpochSecond()));
    assertThat(received.headers().firstValue(SignedHeaders.SIGNATURE))
        .contains(reference().sign("msg_p1", T0.getEpochSecond(), received.body()));
    assertThat(last("msg_p1").state()).isEqualTo(WebhookState.DELIVERED);
    assertThat(metrics.get(FeedbackMetric.DELIVERIES.metricName()).timer().count()).isEqualTo(1);
  }

  @Test
  void shouldFollowScheduleThroughRestartsWhenEndpointKeepsFailing() {
    // Given
    endpoint.otherwise(ScriptedEndpoint.Answer.status(500));
    schedule("p1", "/hooks");
    List<Duration> pauses = new ArrayList<>();
    // When every attempt is made by another process
    for (int attempt = 0; attempt < RetrySchedule.STANDARD.pauses().size(); attempt++) {
      Instant before = clock.instant();
      Instant due = Optional.ofNullable(last("msg_p1").nextAttemptAt()).orElseThrow();
      clock.advanceTo(due.minusMillis(1));
      workOff();
      assertThat(endpoint.received()).as("not before it is due").hasSize(attempt);
      worker.close();
      startWorker();
      clock.advanceTo(due);
      workOff();
      assertThat(endpoint.received()).hasSize(attempt + 1);
      pauses.add(Duration.between(before, due));
    }
    // Then
    assertThat(pauses).isEqualTo(RetrySchedule.STANDARD.pauses());
    assertThat(last("msg_p1").state()).isEqualTo(WebhookState.EXHAUSTED);
    assertThat(endpoint.received())
        .extracting(ScriptedEndpoint.Received::body)
        .containsOnly("{\"photo\":\"p1\"}");
    assertThat(endpoint.received())
        .extracting(received -> received.headers().firstValue(SignedHeaders.ID).orElseThrow())
        .containsOnly("msg_p1");
  }

  @Test
  void shouldContinueFromTopicWhenRedisIsEmptied() {
    // Given a delivery that failed once
    endpoint.then(ScriptedEndpoint.Answer.status(500));
    schedule("p1", "/hooks");
    workOff();
    // When
    redis.empty();
    clock.advance(Duration.ofSeconds(5));
    workOff();
    // Then
    assertThat(endpoint.received()).hasSize(2);
    assertThat(last("msg_p1").attempt()).isEqualTo(2);
    assertThat(last("msg_p1").state()).isEqualTo(WebhookState.DELIVERED);
    assertThat(metrics.get(FeedbackMetric.REBUILDS.metricName()).counter().count())
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void shouldWaitAsAskedWhenEndpointNamesTime() {
    // Given
    endpoint.then(ScriptedEndpoint.Answer.status(429, "Retry-After", "90"));
    schedule("p1", "/hooks");
    workOff();
    // When
    clock.advance(Duration.ofSeconds(89));
    workOff();
    assertThat(endpoint.received()).hasSize(1);
    clock.advance(Duration.ofSeconds(1));
    workOff();
    // Then
    assertThat(last("msg_p1").state()).isEqualTo(WebhookState.DELIVERED);
  }

  @Test
  void shouldSendNothingMoreWhenEndpointIsGone() {
    // Given
    endpoint.then(ScriptedEndpoint.Answer.status(410));
    schedule("p1", "/hooks");
    workOff();
    assertThat(last("msg_p1").state()).isEqualTo(WebhookState.REFUSED);
    // When
    schedule("p2", "/hooks");
    schedule("p3", "/other");
    workOff();
    // Then
    assertThat(last("msg_p2").state()).isEqualTo(WebhookState.REFUSED);
    assertThat(last("msg_p2").detail()).contains("410");
    assertThat(last("msg_p3").state()).isEqualTo(WebhookState.DELIVERED);
    assertThat(endpoint.received())
        .extracting(ScriptedEndpoint.Received::path)
        .containsExactly("/hooks", "/other");
  }

  @Test
  void shouldRefuseWhenAddressIsPrivate() {
    // Given
    schedule("p1", URI.create("http://169.254.169.254/latest/meta-data/"));
    schedule("p2", URI.create("http://localhost:" + endpoint.port() + "/"));
    // When
    workOff();
    // Then
    assertThat(last("msg_p1").state()).isEqualTo(WebhookState.REFUSED);
    assertThat(last("msg_p1").detail()).contains("link-local");
    assertThat(last("msg_p2").state()).isEqualTo(WebhookState.REFUSED);
    assertThat(endpoint.received()).isEmpty();
  }

  @Test
  void shouldEndWithScheduleWhenEveryAttemptFailsUnforeseen() {
    // Given an attempt that fails in another way each time
    List<Throwable> faults =
        List.of(
            new IllegalArgumentException("port out of range"),
            new NullPointerException(),
            new StackOverflowError(),
            new NoClassDefFoundError("x"),
            new UnsupportedOperationException());
    AtomicInteger attempts = new AtomicInteger();
    worker.close();
    worker =
        worker(
            (_, _, _, _) -> {
              switch (faults.get(attempts.getAndIncrement() % faults.size())) {
                case Error error -> throw error;
                case RuntimeException fault -> throw fault;
                case Throwable other -> throw new AssertionError(other);
              }
            },
            topic);
    schedule("p1", "/hooks");
    // When
    for (int i = 0; i < RetrySchedule.STANDARD.pauses().size(); i++) {
      clock.advanceTo(Optional.ofNullable(last("msg_p1").nextAttemptAt()).orElseThrow());
      workOff();
      assertThat(last("msg_p1").attempt()).isEqualTo(i + 1);
      assertThat(last("msg_p1").detail())
          .contains("not foreseen", faults.get(i % faults.size()).getClass().getSimpleName());
    }
    clock.advance(Duration.ofDays(3));
    workOff();
    // Then
    assertThat(last("msg_p1").state()).isEqualTo(WebhookState.EXHAUSTED);
    assertThat(attempts).hasValue(RetrySchedule.STANDARD.pauses().size());
  }

  @Test
  void shouldEndWithScheduleWhenOutcomeCannotBePublished() {
    // Given
    endpoint.otherwise(ScriptedEndpoint.Answer.status(500));
    worker.close();
    worker =
        worker(
            client,
            (_, _) -> {
              throw new IllegalStateException("a record that no topic takes");
            });
    schedule("p1", "/hooks");
    // When
    for (int i = 0; i < RetrySchedule.STANDARD.pauses().size() + 3; i++) {
      clock.advance(Duration.ofHours(24));
      workOff();
    }
    // Then
    assertThat(endpoint.received()).hasSize(RetrySchedule.STANDARD.pauses().size());
  }

  @Test
  void shouldEndAtOnceWhenEndpointWasNeverFit() {
    // Given what the doors of earlier versions let in
    schedule("p1", URI.create("http://hooks.example:70000/"));
    schedule("p2", URI.create("http://user:secret@hooks.example/"));
    schedule("p3", URI.create("mailto:a@hooks.example"));
    // When
    workOff();
    // Then
    for (String id : List.of("msg_p1", "msg_p2", "msg_p3")) {
      assertThat(last(id).state()).as(id).isEqualTo(WebhookState.REFUSED);
      assertThat(last(id).attempt()).as(id).isEqualTo(1);
      assertThat(last(id).detail()).as(id).startsWith("the endpoint must").doesNotContain("secret");
    }
  }

  @Test
  void shouldServeOthersWhenOneEndpointHangs() throws Exception {
    // Given an endpoint that answers nobody, with a backlog
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(2);
    endpoint.otherwise(exchange -> {
      if (exchange.getRequestURI().getPath().equals("/dead")) {
        hanging.countDown();
        hang(release);
      }
      exchange.sendResponseHeaders(204, -1);
    });
    for (int i = 0; i < 20; i++) {
      schedule("dead" + i, "/dead");
    }
    for (int i = 0; i < 20; i++) {
      schedule("live" + i, "/live" + i % 4);
    }
    // When
    worker.start();
    // Then
    assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          for (int i = 0; i < 20; i++) {
            assertThat(last("msg_live" + i).state()).isEqualTo(WebhookState.DELIVERED);
          }
        });
    assertThat(endpoint.received().stream().filter(r -> r.path().equals("/dead"))).hasSize(2);
    release.countDown();
  }

  @Test
  void shouldKeepOrderOfEventsWhenEndpointHasBacklog() {
    // Given
    for (int i = 0; i < 30; i++) {
      clock.advance(Duration.ofMillis(10));
      schedule("p" + i, "/hooks");
    }
    // When attempts are made one after the other
    while (worker.step(clock.instant()) > 0) {
      worker.awaitIdle();
    }
    // Then
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      expected.add("{\"photo\":\"p" + i + "\"}");
    }
    assertThat(endpoint.received())
        .extracting(ScriptedEndpoint.Received::body)
        .containsExactlyElementsOf(expected);
  }

  @Test
  void shouldSendAgainWhenReplayed() {
    // Given
    schedule("p1", "/hooks");
    workOff();
    // When
    clock.advance(Duration.ofHours(1));
    WebhookAttempted again = rules.replay(last("msg_p1"), clock.instant());
    topic.publish(again, TraceContext.fresh());
    queue.fold(again, TraceContext.fresh());
    workOff();
    // Then
    assertThat(endpoint.received()).hasSize(2);
    assertThat(endpoint.received().get(1).body()).isEqualTo(endpoint.received().get(0).body());
    assertThat(last("msg_p1").round()).isEqualTo(1);
    assertThat(last("msg_p1").state()).isEqualTo(WebhookState.DELIVERED);
  }

  @Test
  void shouldVerifyInReceiverWhenClockIsReal() throws Exception {
    // Given
    clock.advanceTo(Instant.now());
    schedule("p1", "/hooks");
    // When
    workOff();
    // Then
    ScriptedEndpoint.Received received = endpoint.received().getFirst();
    assertThatCode(() -> reference().verify(received.body(), received.headers()))
        .doesNotThrowAnyException();
  }

  private static Webhook reference() {
    return new Webhook(SECRET);
  }

  private static void hang(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void schedule(String photoId, String path) {
    schedule(photoId, endpoint.uri(path));
  }

  private void schedule(String photoId, URI uri) {
    WebhookAttempted first =
        rules.first(
            "acme",
            photoId,
            "msg_" + photoId,
            uri,
            "{\"photo\":\"" + photoId + "\"}",
            clock.instant(),
            clock.instant());
    topic.publish(first, TraceContext.fresh());
    queue.fold(first, TraceContext.fresh());
  }

  /** Attempts all that is due now. */
  private void workOff() {
    // a rebuild is noticed at one look and its work found at the next
    int idle = 0;
    while (idle < 2) {
      idle = worker.step(clock.instant()) > 0 ? 0 : idle + 1;
      worker.awaitIdle();
    }
  }

  private WebhookAttempted last(String webhookId) {
    return topic.events(WebhookAttempted.class).stream()
        .filter(event -> event.webhookId().equals(webhookId))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private static final class OneTenant implements TenantEndpoints {
    @Override
    public Optional<URI> endpoint(String tenant, @Nullable URI callback) {
      return Optional.ofNullable(callback);
    }

    @Override
    public List<SigningSecret> secrets(String tenant) {
      return List.of(SigningSecret.parse(SECRET));
    }
  }
}
