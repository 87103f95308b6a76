package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.Ids;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.feedback.Facts;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithServers
class ScheduleWebhookIT {
  private static final URI CALLBACK = URI.create("https://hooks.example/tonework");
  private static final Duration LIFETIME = Duration.ofDays(5);

  private final ObjectStore store;
  private final RedisConnection redis;
  private final DeliveryQueue queue;
  private final ScheduleWebhook schedule;

  ScheduleWebhookIT(TestServers servers) {
    store = S3ObjectStore.connect(servers.s3());
    redis = RedisConnection.connect(servers.redis());
    queue = new RedisDeliveryQueue(redis, 4, Duration.ofDays(1));
    schedule =
        new ScheduleWebhook(
            new CallbackOnly(),
            new WebhookBodies(store, LIFETIME),
            queue,
            new DeliveryRules(RetrySchedule.STANDARD, new Random(1)),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    redis.close();
    store.close();
  }

  @Test
  void shouldTellWholeStoryWhenPhotoIsRetouched() throws Exception {
    // Given
    PhotoUploaded photo = Facts.uploaded("schedule", "photo-story", "ann", CALLBACK);
    PhotoRetouched event = finished(photo, "It shows");
    // When
    WebhookAttempted pending = handle(event).getFirst();
    // Then
    assertThat(pending.webhookId()).isEqualTo(Ids.webhookId(event));
    assertThat(pending.endpoint()).isEqualTo(CALLBACK);
    assertThat(pending.state()).isEqualTo(WebhookState.PENDING);
    assertThat(pending.nextAttemptAt()).isEqualTo(event.retouchedAt());
    JsonNode body = ContractsJson.mapper().readTree(pending.body());
    assertThat(body.path("type").asText()).isEqualTo("photo.retouched");
    assertThat(body.path("timestamp").asText()).isEqualTo("2025-11-21T12:00:02Z");
    JsonNode data = body.path("data");
    assertThat(data.path("photoId").asText()).isEqualTo("photo-story");
    assertThat(data.path("user").asText()).isEqualTo("ann");
    assertThat(data.path("state").asText()).isEqualTo("retouched");
    assertThat(data.path("mode").asText()).isEqualTo("auto");
    assertThat(data.path("scene").asText()).isEqualTo("landscape");
    assertThat(data.path("reasoning").path("content").asText()).isEqualTo("It shows a valley");
    assertThat(data.path("result").path("width").asInt()).isEqualTo(6000);
    assertThat(data.path("result").path("sha256").asText()).hasSize(64);
    assertThat(data.has("failure")).isFalse();
    for (String link :
        List.of(
            data.path("result").path("url").asText(),
            data.path("lutUrl").asText(),
            data.path("planUrl").asText())) {
      assertThat(statusOf(link)).as(link).isEqualTo(200);
      assertThat(link).contains("X-Amz-Expires=" + LIFETIME.toSeconds());
    }
  }

  @Test
  void shouldLeaveTheLookOutWhenNobodyAskedForIt() throws Exception {
    // Given
    PhotoRetouched told =
        finished(Facts.uploaded("schedule", "photo-plain", "ann", CALLBACK), "It shows");
    PhotoRetouched event =
        new PhotoRetouched(
            told.tenant(),
            told.photoId(),
            told.planId(),
            told.planned(),
            told.result(),
            null,
            told.retouchedAt());
    // When
    JsonNode body = ContractsJson.mapper().readTree(handle(event).getFirst().body());
    // Then
    assertThat(body.path("data").has("planUrl")).isTrue();
    assertThat(body.path("data").has("lutUrl")).isFalse();
  }

  @Test
  void shouldMakeOneWebhookWhenEventIsHandledTwice() {
    // Given
    PhotoRetouched event =
        finished(Facts.uploaded("schedule", "photo-once", "ann", CALLBACK), "It shows");
    WebhookAttempted first = handle(event).getFirst();
    // When
    queue.fold(first, TraceContext.fresh());
    // Then
    assertThat(handle(event)).isEmpty();
  }

  @Test
  void shouldStaySmallWhenReasoningIsLong() throws Exception {
    // Given
    PhotoRetouched event =
        finished(Facts.uploaded("schedule", "photo-long", "ann", CALLBACK), "blah ".repeat(3_000));
    // When
    String body = handle(event).getFirst().body();
    // Then
    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);
    assertThat(ContractsJson.mapper().readTree(body).path("data").has("reasoning")).isFalse();
    assertThat(ContractsJson.mapper().readTree(body).path("data").has("planUrl")).isTrue();
  }

  @Test
  void shouldTellReasonWhenPhotoFailed() throws Exception {
    // Given
    PhotoUploaded photo = Facts.uploaded("schedule", "photo-broken", null, CALLBACK);
    Failure failure = new Failure(FailureCode.CORRUPT_IMAGE, "the JPEG ends early", "planner");
    // When
    WebhookAttempted pending = handle(PhotoFailed.of(photo, failure, Facts.NOON)).getFirst();
    // Then
    JsonNode body = ContractsJson.mapper().readTree(pending.body());
    assertThat(body.path("type").asText()).isEqualTo("photo.failed");
    assertThat(body.path("data").path("state").asText()).isEqualTo("failed");
    assertThat(body.path("data").path("failure").path("code").asText()).isEqualTo("corrupt_image");
    assertThat(body.path("data").has("result")).isFalse();
  }

  @Test
  void shouldMakeNoneWhenNobodyAsked() {
    assertThat(handle(finished(Facts.uploaded("schedule", "photo-quiet", "ann", null), "It shows")))
        .isEmpty();
  }

  private PhotoRetouched finished(PhotoUploaded photo, String reasoning) {
    PhotoRetouched event = Facts.retouched(photo);
    store.put(
        event.planned().planObject(),
        ContractsJson.writeBytes(Facts.plan(photo, reasoning)),
        "application/json");
    store.put(event.result().object(), new byte[] {1}, "image/jpeg");
    store.put(Objects.requireNonNull(event.lut()), new byte[] {2}, "text/plain");
    return event;
  }

  private List<WebhookAttempted> handle(Event event) {
    Outcome outcome = schedule.handle(Delivery.of(event));
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).published().stream().map(WebhookAttempted.class::cast).toList();
  }

  private static int statusOf(String link) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(link)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static final class CallbackOnly implements TenantEndpoints {
    @Override
    public Optional<URI> endpoint(String tenant, @Nullable URI callback) {
      return Optional.ofNullable(callback);
    }

    @Override
    public List<SigningSecret> secrets(String tenant) {
      return List.of();
    }
  }
}
