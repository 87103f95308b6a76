package io.tonework.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Reasoning;
import io.tonework.contracts.RenderedObject;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.PlanId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.IngestCore;
import io.tonework.ingest.TestPhotos;
import io.tonework.ingest.intake.Channel;
import io.tonework.ingest.intake.ItemOutcome;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.ingest.request.Submission;
import io.tonework.messaging.event.TraceContext;
import io.tonework.storage.object.StoredObject;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.view.PhotoState;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithServers
class StatusIT {
  private static final String TENANT = "status-acme";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final byte[] RESULT = "finished".getBytes(StandardCharsets.US_ASCII);

  private static IngestCore core;
  private static final AtomicInteger SEED = new AtomicInteger();

  /** A photo on its way, with the artifacts that the later stages leave behind. */
  private record Journey(PhotoUploaded uploaded, RetouchPlanned planned, PhotoRetouched retouched) {
    String id() {
      return uploaded.photoId();
    }
  }

  @BeforeAll
  static void wire(TestServers servers) {
    core = new IngestCore(servers, Map.of(TENANT + ".sources", "none"));
  }

  @AfterAll
  static void close() {
    core.close();
  }

  private static Journey announce() {
    int seed = SEED.incrementAndGet();
    String photoId = io.tonework.contracts.Ids.derive("status-it", Integer.toString(seed));
    StoredObject original =
        core.store.put(
            new ObjectId(
                TestServers.BUCKET,
                ObjectKeys.original(new TenantName(TENANT), new PhotoId(photoId))),
            TestPhotos.jpeg(seed),
            "image/jpeg");
    PhotoUploaded uploaded =
        new PhotoUploaded(
            TENANT, photoId, "u1", original.toSource(), RetouchRequest.auto(), null, NOW);
    core.announcer.announce(uploaded, Channel.POSTED, TraceContext.fresh());
    ObjectId planObject =
        new ObjectId(
            TestServers.BUCKET, ObjectKeys.plan(new TenantName(TENANT), new PhotoId(photoId)));
    RetouchPlanned planned =
        new RetouchPlanned(
            TENANT,
            photoId,
            "plan" + seed,
            planObject,
            uploaded,
            "landscape",
            Mode.AUTO,
            "brightened",
            NOW);
    ObjectId resultObject =
        new ObjectId(
            TestServers.BUCKET,
            ObjectKeys.retouched(new TenantName(TENANT), new PlanId(planned.planId()), "jpg"));
    PhotoRetouched retouched =
        new PhotoRetouched(
            TENANT,
            photoId,
            planned.planId(),
            planned,
            new RenderedObject(resultObject, "image/jpeg", 64, 48, RESULT.length, "0".repeat(64)),
            new ObjectId(
                TestServers.BUCKET,
                ObjectKeys.lut(new TenantName(TENANT), new PlanId(planned.planId()))),
            NOW);
    return new Journey(uploaded, planned, retouched);
  }

  private static void writePlan(Journey journey) {
    Reasoning.Finding finding = new Reasoning.Finding("too dark", "lifted");
    Plan plan =
        new Plan(
            journey.planned().planId(),
            TENANT,
            journey.id(),
            journey.uploaded().source(),
            journey.uploaded().request(),
            new BundleRef("compact", "0.1.0", "d"),
            "landscape",
            new Reasoning("a hill", finding, finding, finding),
            "brightened",
            Sliders.none(),
            Latents.of(1, new float[3]),
            List.of(SliderGroup.LIGHT),
            null);
    core.store.put(journey.planned().planObject(), ContractsJson.writeBytes(plan), "x/json");
  }

  private static void writeResult(Journey journey) {
    core.store.put(journey.retouched().result().object(), RESULT, "image/jpeg");
    core.store.put(
        java.util.Objects.requireNonNull(journey.retouched().lut()), RESULT, "text/plain");
  }

  private static PhotoStatus status(String photoId) {
    return core.status.find(new TenantName(TENANT), new PhotoId(photoId)).orElseThrow();
  }

  private static byte[] fetch(@Nullable URI link) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(java.util.Objects.requireNonNull(link)).build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    }
  }

  @Test
  void shouldTellTheStateWithReasoningAndLinksFromTheView() throws Exception {
    // Given
    Journey journey = announce();
    writePlan(journey);
    writeResult(journey);
    core.views.fold(journey.uploaded());
    core.views.fold(journey.planned());
    core.views.fold(journey.retouched());

    // When
    PhotoStatus status = status(journey.id());

    // Then
    assertThat(status.state()).isEqualTo(PhotoState.RETOUCHED);
    assertThat(status.user()).isEqualTo("u1");
    assertThat(status.scene()).isEqualTo("landscape");
    assertThat(status.reasoning()).isNotNull();
    assertThat(status.result())
        .isEqualTo(new PhotoStatus.Result("image/jpeg", 8, 64, 48, "0".repeat(64), null));
    assertThat(fetch(status.links().result())).isEqualTo(RESULT);
    assertThat(fetch(status.links().lut())).isEqualTo(RESULT);
    assertThat(new String(fetch(status.links().plan()), StandardCharsets.UTF_8)).contains("a hill");
  }

  @Test
  void shouldTellEachStateFromTheStoreWhenTheViewIsLost() throws Exception {
    // Given
    Journey journey = announce();

    // When
    PhotoStatus uploaded = status(journey.id());
    writePlan(journey);
    PhotoStatus planned = status(journey.id());
    writeResult(journey);
    PhotoStatus retouched = status(journey.id());

    // Then
    assertThat(uploaded.state()).isEqualTo(PhotoState.UPLOADED);
    assertThat(uploaded.user()).isEqualTo("u1");
    assertThat(uploaded.uploadedAt()).isEqualTo(NOW);
    assertThat(planned.state()).isEqualTo(PhotoState.PLANNED);
    assertThat(planned.summary()).isEqualTo("brightened");
    assertThat(planned.reasoning()).isNotNull();
    assertThat(retouched.state()).isEqualTo(PhotoState.RETOUCHED);
    assertThat(fetch(retouched.links().result())).isEqualTo(RESULT);
    assertThat(fetch(retouched.links().lut())).isEqualTo(RESULT);
  }

  @Test
  void shouldLinkNoLookWhenNoneWasAskedFor() {
    // Given
    Journey journey = announce();
    writePlan(journey);
    core.store.put(journey.retouched().result().object(), RESULT, "image/jpeg");

    // When
    PhotoStatus retouched = status(journey.id());

    // Then
    assertThat(retouched.state()).isEqualTo(PhotoState.RETOUCHED);
    assertThat(retouched.links().lut()).isNull();
  }

  @Test
  void shouldTellAnAwaitedUploadWithAndWithoutItsView() {
    // Given
    Submission wanted =
        new Submission(
            false,
            List.of(new Submission.ForUpload(new PhotoRequest("u2", RetouchRequest.auto(), null))));
    String photoId =
        ((ItemOutcome.AwaitingUpload)
                core.takePhotos
                    .take(core.tenant(TENANT), wanted, null, TraceContext.fresh())
                    .getFirst())
            .photoId();

    // When
    PhotoStatus viewed = status(photoId);
    PhotoStatus stored =
        new StoredStatus(
                core.store, TestServers.BUCKET, core.announcer, core.uploads, Duration.ofHours(1))
            .find(new TenantName(TENANT), new PhotoId(photoId))
            .orElseThrow();

    // Then
    assertThat(viewed.state()).isEqualTo(PhotoState.AWAITING_UPLOAD);
    assertThat(stored.state()).isEqualTo(PhotoState.AWAITING_UPLOAD);
    assertThat(stored.user()).isEqualTo(viewed.user()).isEqualTo("u2");
  }

  @Test
  void shouldOfferUploadsAndTellStatesWhileRedisIsAway(TestServers servers) throws Exception {
    // Given
    Journey journey = announce();
    RedisSettings away;
    try (ServerSocket socket = new ServerSocket(0)) {
      away = RedisSettings.of(URI.create("redis://localhost:" + socket.getLocalPort()));
    }
    Submission wanted =
        new Submission(
            false,
            List.of(new Submission.ForUpload(new PhotoRequest(null, RetouchRequest.auto(), null))));

    try (IngestCore degraded =
        new IngestCore(servers, servers.kafka(), away, Map.of(TENANT + ".sources", "none"))) {
      // When
      ItemOutcome offered =
          degraded
              .takePhotos
              .take(degraded.tenant(TENANT), wanted, null, TraceContext.fresh())
              .getFirst();
      PhotoStatus status =
          degraded.status.find(new TenantName(TENANT), new PhotoId(journey.id())).orElseThrow();

      // Then
      assertThat(degraded.redis.isReachable()).isFalse();
      assertThat(offered).isInstanceOf(ItemOutcome.AwaitingUpload.class);
      assertThat(status.state()).isEqualTo(PhotoState.UPLOADED);
    }
  }

  @Test
  void shouldNotTellAnotherTenantsPhotoNorAnIdThatIsNone() {
    // Given
    Journey journey = announce();
    core.views.fold(journey.uploaded());

    // When, Then
    assertThat(core.status.find(new TenantName("status-globex"), new PhotoId(journey.id())))
        .isEmpty();
    assertThat(core.status.find(new TenantName(TENANT), new PhotoId("a".repeat(26)))).isEmpty();
  }

  @Test
  void shouldTellWhyAPhotoFailed() {
    // Given
    Journey journey = announce();
    Failure failure = new Failure(FailureCode.CORRUPT_IMAGE, "broken at byte 7", "planner");
    core.views.fold(journey.uploaded());
    core.views.fold(PhotoFailed.of(journey.uploaded(), failure, NOW));

    // When
    PhotoStatus status = status(journey.id());

    // Then
    assertThat(status.state()).isEqualTo(PhotoState.FAILED);
    assertThat(status.failure()).isEqualTo(failure);
  }

  @Test
  void shouldRebuildTheViewsFromKafka() {
    // Given
    Journey journey = announce();
    assertThat(core.views.find(TENANT, journey.id())).isEmpty();

    // When
    long folded = new ViewRebuild(core.kafka, core.views).run();

    // Then
    assertThat(folded).isPositive();
    assertThat(core.views.find(TENANT, journey.id()))
        .hasValueSatisfying(view -> assertThat(view.state()).isEqualTo(PhotoState.UPLOADED));
  }

  @Test
  void shouldStreamTheStateOfNowAndEachLaterOneToTheEnd() throws Exception {
    // Given
    Journey journey = announce();
    writePlan(journey);
    core.views.fold(journey.uploaded());
    Listener listener = new Listener();
    Thread stream = follow(journey, null, listener);

    // When
    await().until(() -> listener.states.contains(PhotoState.UPLOADED));
    core.views.fold(journey.planned());
    await().until(() -> listener.states.contains(PhotoState.PLANNED));
    core.views.fold(journey.retouched());
    stream.join();

    // Then
    assertThat(listener.states)
        .containsExactly(PhotoState.UPLOADED, PhotoState.PLANNED, PhotoState.RETOUCHED);
  }

  @Test
  void shouldStreamOnlyWhatTheListenerMissed() throws Exception {
    // Given
    Journey journey = announce();
    writePlan(journey);
    core.views.fold(journey.uploaded());
    core.views.fold(journey.planned());
    Listener listener = new Listener();

    // When
    Thread stream = follow(journey, PhotoState.PLANNED, listener);
    await().until(() -> listener.heartbeats.get() > 1);
    core.views.fold(journey.retouched());
    stream.join();

    // Then
    assertThat(listener.states).containsExactly(PhotoState.RETOUCHED);
  }

  @Test
  void shouldEndAtOnceWhenTheListenerKnowsTheEnd() throws Exception {
    // Given
    Journey journey = announce();
    core.views.fold(journey.uploaded());
    core.views.fold(journey.retouched());
    Listener listener = new Listener();

    // When
    follow(journey, PhotoState.RETOUCHED, listener).join();

    // Then
    assertThat(listener.states).isEmpty();
  }

  @Test
  void shouldReadTheLastEventId() {
    assertThat(StatusStream.lastSeen("planned")).contains(PhotoState.PLANNED);
    assertThat(StatusStream.lastSeen("17")).isEmpty();
    assertThat(StatusStream.lastSeen(null)).isEmpty();
  }

  private static Thread follow(
      Journey journey, @Nullable PhotoState lastSeen, StatusStream.Sink sink) {
    StatusStream stream = new StatusStream(core.status, core.views, Duration.ofMillis(200));
    return Thread.ofVirtual()
        .start(() -> {
          try {
            stream.follow(new TenantName(TENANT), new PhotoId(journey.id()), lastSeen, sink);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static final class Listener implements StatusStream.Sink {
    final List<PhotoState> states = new CopyOnWriteArrayList<>();
    final AtomicInteger heartbeats = new AtomicInteger();

    @Override
    public void state(PhotoStatus status) {
      states.add(status.state());
    }

    @Override
    public void heartbeat() {
      heartbeats.incrementAndGet();
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }
}
