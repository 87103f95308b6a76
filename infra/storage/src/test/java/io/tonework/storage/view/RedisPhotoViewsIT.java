package io.tonework.storage.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RenderedObject;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.storage.LocalRedis;
import io.tonework.storage.StorageException;
import io.tonework.storage.ViewsUnavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPhotoViewsIT {
  @RegisterExtension static final LocalRedis REDIS = new LocalRedis();

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private String photoId = "";
  private PhotoViews views = new RedisPhotoViews(REDIS.connection());

  @BeforeEach
  void takeANewPhoto() {
    photoId = "photo" + Long.toString(System.nanoTime(), 36);
    views = new RedisPhotoViews(REDIS.connection());
  }

  @Test
  void shouldFollowAPhotoFromUploadToWebhook() {
    assertThat(views.find("studio", photoId)).isEmpty();

    views.awaitUpload("studio", photoId, "ann", Mode.AUTO);
    assertThat(view().state()).isEqualTo(PhotoState.AWAITING_UPLOAD);
    assertThat(view().user()).isEqualTo("ann");

    assertThat(views.fold(uploaded())).isTrue();
    assertThat(view().state()).isEqualTo(PhotoState.UPLOADED);
    assertThat(view().uploadedAt()).isEqualTo(NOON);

    views.fold(planned());
    assertThat(view().state()).isEqualTo(PhotoState.PLANNED);
    assertThat(view().summary()).isEqualTo("brighter");

    views.fold(retouched());
    views.fold(webhook(0, 1, WebhookState.PENDING));
    views.fold(webhook(0, 2, WebhookState.DELIVERED));
    PhotoView done = view();
    assertThat(done.state()).isEqualTo(PhotoState.RETOUCHED);
    assertThat(done.result()).isEqualTo(retouched().result());
    assertThat(done.source()).isEqualTo(uploaded().source());
    assertThat(done.webhookState()).isEqualTo(WebhookState.DELIVERED);
    assertThat(views.find("other", photoId)).isEmpty();
  }

  @Test
  void shouldEndInTheSameViewWhateverTheOrder() {
    // Given
    List<Event> events =
        new ArrayList<>(
            List.of(
                uploaded(),
                planned(),
                retouched(),
                webhook(0, 1, WebhookState.PENDING),
                webhook(0, 5, WebhookState.EXHAUSTED),
                webhook(1, 0, WebhookState.PENDING),
                webhook(1, 1, WebhookState.DELIVERED)));
    events.forEach(views::fold);
    PhotoView inOrder = view();
    String first = photoId;

    for (int seed = 0; seed < 10; seed++) {
      // When
      photoId = first + "s" + seed;
      List<Event> mine =
          new ArrayList<>(
              List.of(
                  uploaded(),
                  planned(),
                  retouched(),
                  webhook(0, 1, WebhookState.PENDING),
                  webhook(0, 5, WebhookState.EXHAUSTED),
                  webhook(1, 0, WebhookState.PENDING),
                  webhook(1, 1, WebhookState.DELIVERED)));
      Collections.shuffle(mine, new Random(seed));
      mine.forEach(views::fold);
      List<Boolean> again = mine.stream().map(views::fold).toList();

      // Then
      assertThat(again).as("seed %d", seed).containsOnly(false);
      assertThat(view().state()).isEqualTo(inOrder.state());
      assertThat(view().webhookState()).isEqualTo(WebhookState.DELIVERED);
      assertThat(view().plannedAt()).isEqualTo(inOrder.plannedAt());
    }
  }

  @Test
  void shouldKeepTheFailureUntilAReplayFinishesThePhoto() {
    // Given
    Failure failure = new Failure(FailureCode.CORRUPT_IMAGE, "ends after 3 rows", "planner");
    views.fold(uploaded());
    views.fold(PhotoFailed.of(uploaded(), failure, NOON.plusSeconds(1)));
    PhotoView failed = view();

    // When
    views.fold(planned());
    PhotoState whilePlanned = view().state();
    views.fold(retouched());

    // Then
    assertThat(failed.state()).isEqualTo(PhotoState.FAILED);
    assertThat(failed.failure()).isEqualTo(failure);
    assertThat(failed.mode()).isEqualTo(Mode.AUTO);
    assertThat(whilePlanned).isEqualTo(PhotoState.FAILED);
    assertThat(view().state()).isEqualTo(PhotoState.RETOUCHED);
    assertThat(view().failure()).isNull();
  }

  @Test
  void shouldTellListenersOfThatPhotoOnly() {
    // Given
    List<PhotoState> seen = new CopyOnWriteArrayList<>();
    try (PhotoViews.Subscription _ =
        views.subscribe("studio", photoId, it -> seen.add(it.state()))) {
      // When
      views.fold(uploaded());
      await().until(() -> seen.contains(PhotoState.UPLOADED));
      views.fold(retouched());

      // Then
      await().until(() -> seen.contains(PhotoState.RETOUCHED));
    }
    int told = seen.size();
    views.fold(webhook(0, 1, WebhookState.DELIVERED));
    List<PhotoState> witness = new CopyOnWriteArrayList<>();
    try (PhotoViews.Subscription _ =
        views.subscribe("studio", photoId, it -> witness.add(it.state()))) {
      views.fold(webhook(1, 1, WebhookState.DELIVERED));
      await().until(() -> !witness.isEmpty());
    }
    assertThat(seen).hasSize(told);
  }

  @Test
  void shouldSayThatRedisIsAwayAndComeBackWithIt() {
    // Given
    List<PhotoState> seen = new CopyOnWriteArrayList<>();
    views.fold(uploaded());
    try (PhotoViews.Subscription _ =
        views.subscribe("studio", photoId, it -> seen.add(it.state()))) {
      // When
      REDIS.stop();
      assertThatThrownBy(() -> views.find("studio", photoId))
          .isInstanceOf(ViewsUnavailable.class)
          .matches(it -> ((StorageException) it).isTransient());
      assertThat(REDIS.connection().isReachable()).isFalse();
      REDIS.start();

      // Then: connections return by themselves, the view is still there, the listener is told
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> REDIS.connection().isReachable() && !seen.isEmpty());
      assertThat(view().state()).isEqualTo(PhotoState.UPLOADED);
    }
  }

  private PhotoView view() {
    return views.find("studio", photoId).orElseThrow();
  }

  private PhotoUploaded uploaded() {
    return new PhotoUploaded(
        "studio",
        photoId,
        "ann",
        new SourceObject("inbox", "a.jpg", "etag", 10),
        RetouchRequest.auto(),
        null,
        NOON);
  }

  private RetouchPlanned planned() {
    return new RetouchPlanned(
        "studio",
        photoId,
        "plan-" + photoId,
        new ObjectId("own", "plans/1.json"),
        uploaded(),
        "landscape",
        Mode.AUTO,
        "brighter",
        NOON.plusSeconds(1));
  }

  private PhotoRetouched retouched() {
    return new PhotoRetouched(
        "studio",
        photoId,
        "plan-" + photoId,
        planned(),
        new RenderedObject(
            new ObjectId("own", "retouched/1.jpg"), "image/jpeg", 40, 30, 1_000, "00ff"),
        new ObjectId("own", "luts/1.cube"),
        NOON.plusSeconds(2));
  }

  private WebhookAttempted webhook(int round, int attempt, WebhookState state) {
    return new WebhookAttempted(
        "studio",
        photoId,
        Ids.webhookId(retouched()),
        URI.create("https://customer.example/hook"),
        "{}",
        round,
        attempt,
        state,
        httpStatus(state),
        null,
        null,
        NOON.plusSeconds(3));
  }

  private static @Nullable Integer httpStatus(WebhookState state) {
    return state == WebhookState.DELIVERED ? 204 : null;
  }
}
