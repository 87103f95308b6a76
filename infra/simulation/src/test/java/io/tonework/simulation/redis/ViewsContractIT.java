package io.tonework.simulation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.Verdict;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.feedback.view.RedisViewStamp;
import io.tonework.feedback.view.ViewStamp;
import io.tonework.feedback.webhook.DeliveryQueue;
import io.tonework.feedback.webhook.RedisDeliveryQueue;
import io.tonework.messaging.event.TraceContext;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.taste.RedisTasteStore;
import io.tonework.storage.taste.TasteStore;
import io.tonework.storage.view.PhotoViews;
import io.tonework.storage.view.RedisPhotoViews;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Puts the same steps to the views in memory and in Redis: the answers are the same. */
@WithServers(own = true)
class ViewsContractIT {
  private static final Instant T0 = Instant.parse("2026-11-21T08:00:00Z");
  private static final TraceContext TRACE = TraceContext.fresh();
  private static final int STEPS = 600;
  private static final int MAX_PER_ENDPOINT = 2;

  private final Random random = new Random(4711);
  private final MemoryRedis memory = new MemoryRedis();
  private final RedisConnection redis;

  ViewsContractIT(TestServers servers) {
    redis = RedisConnection.connect(servers.redis());
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private <P> void compare(
      P real, P inMemory, int steps, Function<Random, Function<P, Object>> draw) {
    for (int step = 0; step < steps; step++) {
      Function<P, Object> asked = draw.apply(random);
      assertThat(asked.apply(inMemory)).as("step %d", step).isEqualTo(asked.apply(real));
    }
  }

  @Test
  void shouldKeepTastesAsRedisDoes() {
    compare(
        new RedisTasteStore(redis),
        new MemoryTasteStore(memory),
        STEPS,
        ViewsContractIT::tasteStep);
  }

  private static Function<TasteStore, Object> tasteStep(Random random) {
    String user = random.nextBoolean() ? "ann" : "bob/ö";
    String scene = random.nextBoolean() ? "land scape" : "portrait";
    Instant at = T0.plusMillis(random.nextInt(500));
    int number = random.nextInt(40);
    FeedbackReceived verdict =
        new FeedbackReceived(
            "lab",
            user,
            "feedback" + number,
            "photo",
            "plan",
            scene(number),
            Sliders.none(),
            number % 2 == 0 ? Verdict.ACCEPTED : Verdict.REJECTED,
            number % 3 == 0 ? List.of(FeedbackReason.TOO_DARK) : List.of(),
            number % 5 == 0 ? Sliders.of(Map.of(Slider.EXPOSURE, -7.0)) : Sliders.none(),
            at);
    return switch (random.nextInt(12)) {
      case 0 ->
          tastes -> {
            tastes.forget("lab", user, at);
            return tastes.dump();
          };
      case 1 -> tastes -> tastes.read("lab", user, scene);
      case 2 -> tastes -> tastes.profile("lab", user);
      case 3 -> TasteStore::dump;
      default -> tastes -> tastes.fold(verdict);
    };
  }

  private static String scene(int number) {
    return number % 2 == 0 ? "land scape" : "portrait";
  }

  @Test
  void shouldKeepPhotosAsRedisDoes() {
    compare(
        new RedisPhotoViews(redis),
        new MemoryPhotoViews(memory),
        STEPS,
        ViewsContractIT::photoStep);
  }

  private static Function<PhotoViews, Object> photoStep(Random random) {
    String photo = "photo" + random.nextInt(60);
    return switch (random.nextInt(4)) {
      case 0 -> views -> views.find("lab", photo);
      case 1 ->
          views -> {
            views.awaitUpload("lab", photo, "ann", Mode.AUTO);
            return views.find("lab", photo);
          };
      default -> {
        Event event = event(random, photo);
        yield views -> views.fold(event);
      }
    };
  }

  private static Event event(Random random, String photo) {
    PhotoUploaded uploaded =
        new PhotoUploaded(
            "lab",
            photo,
            "ann",
            new SourceObject("bucket", photo, "etag", 1),
            RetouchRequest.auto(),
            null,
            T0);
    return switch (random.nextInt(4)) {
      case 0 -> uploaded;
      case 1 ->
          new RetouchPlanned(
              "lab",
              photo,
              "plan",
              new ObjectId("bucket", "plan"),
              uploaded,
              "portrait",
              Mode.AUTO,
              "brighter",
              T0);
      case 2 -> PhotoFailed.of(uploaded, new Failure(FailureCode.CORRUPT_IMAGE, "cut", "x"), T0);
      default -> webhook(random, photo, random.nextInt(3));
    };
  }

  private static WebhookAttempted webhook(Random random, String photo, int attempt) {
    WebhookState[] states = WebhookState.values();
    WebhookState state =
        attempt == 0 ? WebhookState.PENDING : states[random.nextInt(states.length)];
    Instant at = T0.plusSeconds(random.nextInt(60));
    return new WebhookAttempted(
        "lab",
        photo,
        "msg_" + photo + random.nextInt(2),
        URI.create("https://hooks.invalid/" + random.nextInt(2) + "?photo=" + photo),
        "{}",
        random.nextInt(2),
        attempt,
        state,
        state == WebhookState.REFUSED ? 410 : null,
        null,
        state == WebhookState.PENDING ? at.plusSeconds(random.nextInt(60)) : null,
        at);
  }

  @Test
  void shouldQueueWebhooksAsRedisDoes() {
    ViewStamp there = new RedisViewStamp(redis, RedisDeliveryQueue.STAMP_KEY);
    ViewStamp here = new MemoryStamp(memory, MemoryDeliveryQueue.STAMP_KEY);
    assertThat(there.isBuiltIn("here")).isFalse();
    assertThat(here.isBuiltIn("here")).isFalse();
    for (ViewStamp stamp : List.of(there, here)) {
      String lost = "fold that was never begun";
      assertThat(stamp.end(lost, "here")).isFalse();
      assertThat(stamp.isBuiltIn("here")).isFalse();
      String late = stamp.begin();
      assertThat(stamp.end(stamp.begin(), "here")).isTrue();
      assertThat(stamp.isBuiltIn("here")).isTrue();
      assertThat(stamp.end(late, "elsewhere")).isFalse();
      assertThat(stamp.isBuiltIn("here")).isTrue();
    }
    compare(
        new RedisDeliveryQueue(redis, MAX_PER_ENDPOINT, Duration.ofDays(7)),
        new MemoryDeliveryQueue(memory, MAX_PER_ENDPOINT),
        STEPS,
        ViewsContractIT::queueStep);
  }

  private static Function<DeliveryQueue, Object> queueStep(Random random) {
    String photo = "photo" + random.nextInt(8);
    TenantName lab = new TenantName("lab");
    Instant now = T0.plusSeconds(random.nextInt(300));
    return switch (random.nextInt(10)) {
      case 0 -> queue -> queue.find(lab, new WebhookId("msg_" + photo + "0"));
      case 1 -> queue -> queue.find(new TenantName("shop"), new WebhookId("msg_" + photo + "0"));
      case 2 -> queue -> queue.ofPhoto(lab, new PhotoId(photo));
      case 3 ->
          queue -> queue.isDisabled("lab", URI.create("https://hooks.invalid/0?photo=" + photo));
      case 4 -> DeliveryQueue::depth;
      case 5 -> queue -> queue.claim("elsewhere", now, 5, Duration.ofSeconds(30));
      case 6, 7 -> {
        int max = 1 + random.nextInt(3);
        yield queue -> queue.claim("here", now, max, Duration.ofSeconds(30));
      }
      default -> {
        WebhookAttempted state = webhook(random, photo, random.nextInt(4));
        yield queue -> queue.fold(state, TRACE);
      }
    };
  }
}
