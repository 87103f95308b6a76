package io.tonework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.Verdict;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.imaging.ImageCodecs;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.onnx.Device;
import io.tonework.planner.model.PlannerRuntime;
import io.tonework.planner.model.PlannerSettings;
import io.tonework.planner.plan.Photos;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.SomeModes;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.taste.RedisTasteStore;
import io.tonework.testkit.FaultyObjectStore;
import io.tonework.testkit.TcpProxy;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One event's way, over a real store and a real Redis. */
@WithServers
class PlannerHandlerIT {
  private static final int MAX_BYTES = 1 << 20;
  private static final PlannerRuntime RUNTIME =
      PlannerRuntime.open(
          Bundle.shipped(), PlannerSettings.local(Device.CPU), new SimpleMeterRegistry());

  private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TestServers servers;
  private final FaultyObjectStore store;
  private final RedisConnection redis;
  private final PlannerHandler handler;

  PlannerHandlerIT(TestServers servers) {
    this.servers = servers;
    this.store = new FaultyObjectStore(S3ObjectStore.connect(servers.s3()));
    this.redis = RedisConnection.connect(servers.redis());
    this.handler = handler(store, redis);
  }

  @AfterEach
  void close() {
    redis.close();
    store.close();
  }

  @AfterAll
  static void closeRuntime() {
    RUNTIME.close();
  }

  @Test
  void shouldStoreThePlanAndTellOfIt() throws Exception {
    // Given
    PhotoUploaded photo = put("a", Photos.jpeg(1), RetouchRequest.auto());
    // When
    RetouchPlanned event = planned(handler.handle(Delivery.of(photo)));
    // Then
    Plan plan = ContractsJson.read(store.get(event.planObject(), 1 << 20), Plan.class);
    assertThat(event.planObject()).isEqualTo(planObject(photo));
    assertThat(event.planId()).isEqualTo(plan.planId());
    assertThat(event.summary()).isEqualTo(plan.summary()).isNotBlank();
    assertThat(event.photo()).isEqualTo(photo);
    assertThat(plan.source()).isEqualTo(photo.source());
    assertThat(plan.bundle()).isEqualTo(RUNTIME.bundle().ref());
  }

  @Test
  void shouldOnlyTellOfItAgainWhenThePlanIsThere() throws Exception {
    // Given
    PhotoUploaded photo = put("a", Photos.jpeg(2), RetouchRequest.auto());
    RetouchPlanned first = planned(handler.handle(Delivery.of(photo)));
    store.delete(new ObjectId(photo.source().bucket(), photo.source().key()));
    // When
    RetouchPlanned second = planned(handler.handle(Delivery.of(photo)));
    // Then
    assertThat(second.planId()).isEqualTo(first.planId());
    assertThat(second.summary()).isEqualTo(first.summary());
    assertThat(store.calls().stream().filter("getExactly"::equals)).hasSize(1);
  }

  @Test
  void shouldTellOfTheStoredPlanWhenTheAnswerToThePutWasLost() throws Exception {
    // Given
    PhotoUploaded photo = put("a", Photos.jpeg(3), RetouchRequest.auto());
    store.failAfter("putIfAbsent", () -> new StoreUnavailable("connection reset", null));
    // When
    Outcome first = handler.handle(Delivery.of(photo));
    RetouchPlanned second = planned(handler.handle(Delivery.of(photo)));
    // Then
    assertThat(first).isInstanceOf(Outcome.Postpone.class);
    assertThat(second.planObject()).isEqualTo(planObject(photo));
  }

  @Test
  void shouldRejectWhenTheSourceIsGoneOrOverwritten() throws Exception {
    // Given
    PhotoUploaded gone = put("gone", Photos.jpeg(4), RetouchRequest.auto());
    store.delete(new ObjectId(gone.source().bucket(), gone.source().key()));
    PhotoUploaded changed = put("changed", Photos.jpeg(4), RetouchRequest.auto());
    put("changed", Photos.jpeg(5), RetouchRequest.auto());
    // When
    Outcome ofGone = handler.handle(Delivery.of(gone));
    Outcome ofChanged = handler.handle(Delivery.of(changed));
    // Then
    assertThat(code(ofGone)).isEqualTo(FailureCode.SOURCE_MISSING);
    assertThat(code(ofChanged)).isEqualTo(FailureCode.SOURCE_CHANGED);
  }

  @Test
  void shouldRejectWhenTheFileIsNoPhotoOrTooLarge() throws Exception {
    // Given
    byte[] photo = Photos.jpeg(6);
    PhotoUploaded text = put("t", bytes("hello"), RetouchRequest.auto());
    PhotoUploaded cut = put("c", Arrays.copyOf(photo, photo.length / 3), RetouchRequest.auto());
    PhotoUploaded large = put("l", new byte[MAX_BYTES + 1], RetouchRequest.auto());
    // When
    Outcome ofText = handler.handle(Delivery.of(text));
    Outcome ofCut = handler.handle(Delivery.of(cut));
    Outcome ofLarge = handler.handle(Delivery.of(large));
    // Then
    assertThat(code(ofText)).isEqualTo(FailureCode.UNSUPPORTED_FORMAT);
    assertThat(code(ofCut)).isEqualTo(FailureCode.CORRUPT_IMAGE);
    assertThat(code(ofLarge)).isEqualTo(FailureCode.TOO_MANY_BYTES);
  }

  @Test
  void shouldRejectWhenTheBundleLacksTheMode(@TempDir Path folder) throws Exception {
    // Given
    Bundle bundle = SomeModes.ofShipped(folder, Mode.AUTO, Mode.PARAM);
    PhotoUploaded photo =
        put(
            "s",
            Photos.jpeg(7),
            new RetouchRequest(Mode.STYLE, "warm film", Sliders.none(), OutputOptions.DEFAULT));
    // When
    Outcome outcome;
    try (PlannerRuntime runtime =
        PlannerRuntime.open(bundle, PlannerSettings.local(Device.CPU), registry)) {
      outcome = handler(store, redis, runtime).handle(Delivery.of(photo));
    }
    // Then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> {
              assertThat(reject.failure().code()).isEqualTo(FailureCode.MODE_UNAVAILABLE);
              assertThat(reject.failure().message()).contains("compact", "auto, param");
              assertThat(reject.failure().stage()).isEqualTo("planner");
            });
  }

  @Test
  void shouldTryAgainWhenTheStoreIsAwayAndStopWhenItsBucketIsRefused() throws Exception {
    // Given
    PhotoUploaded photo = put("a", Photos.jpeg(8), RetouchRequest.auto());
    ObjectId plan = planObject(photo);
    store.failBefore("getExactly", () -> new StoreUnavailable("slow down", null));
    // When
    Outcome away = handler.handle(Delivery.of(photo));
    store.failBefore("putIfAbsent", () -> new AccessDenied(plan.toString(), null));
    Outcome refused = handler.handle(Delivery.of(photo));
    // Then
    assertThat(away).isInstanceOf(Outcome.Postpone.class);
    assertThat(refused).isInstanceOf(Outcome.Fatal.class);
  }

  @Test
  void shouldCarryTheTasteThatTheVerdictsTaught() throws Exception {
    // Given
    RedisTasteStore taste = new RedisTasteStore(redis);
    PhotoUploaded photo = put("a", Photos.jpeg(9), RetouchRequest.auto());
    String scene = planned(handler.handle(Delivery.of(photo))).scene();
    for (int i = 0; i < 6; i++) {
      taste.fold(tooCool(scene, i));
    }
    PhotoUploaded next = put("b", Photos.jpeg(9), RetouchRequest.auto());
    // When
    RetouchPlanned event = planned(handler.handle(Delivery.of(next)));
    // Then
    Plan plan = ContractsJson.read(store.get(event.planObject(), 1 << 20), Plan.class);
    assertThat(Objects.requireNonNull(plan.taste()).version()).isEqualTo(6);
    assertThat(Objects.requireNonNull(plan.taste()).sliders().get(Slider.TEMPERATURE)).isPositive();
  }

  @Test
  void shouldPlanWithoutTasteWhenRedisIsAway() throws Exception {
    // Given
    URI uri = servers.redis().uri();
    try (TcpProxy proxy = TcpProxy.to(uri.getHost(), uri.getPort());
        RedisConnection through =
            RedisConnection.connect(
                new RedisSettings(
                    URI.create("redis://127.0.0.1:" + proxy.port()),
                    Duration.ofMillis(300),
                    Duration.ofMillis(300),
                    Duration.ofDays(1)))) {
      PhotoUploaded photo = put("a", Photos.jpeg(10), RetouchRequest.auto());
      proxy.cut();
      // When
      RetouchPlanned event = planned(handler(store, through).handle(Delivery.of(photo)));
      // Then
      assertThat(event.photo()).isEqualTo(photo);
      assertThat(registry.get("tonework.planner.without.taste").counter().count()).isEqualTo(1);
    }
  }

  private PlannerHandler handler(ObjectStore objects, RedisConnection connection) {
    return handler(objects, connection, RUNTIME);
  }

  private PlannerHandler handler(
      ObjectStore objects, RedisConnection connection, PlannerRuntime runtime) {
    return new PlannerHandler(
        objects,
        TestServers.BUCKET,
        new PlanPhoto(
                runtime,
                ImageCodecs.best(),
                new StoredTaste(new RedisTasteStore(connection), registry),
                PlannerSettings.local(Device.CPU))
            ::plan,
        MAX_BYTES,
        registry);
  }

  private PhotoUploaded put(String name, byte[] body, RetouchRequest request) {
    ObjectId id = new ObjectId(TestServers.BUCKET, "in/" + tenant + "/" + name);
    SourceObject source = store.put(id, body, "image/jpeg").toSource();
    return new PhotoUploaded(
        tenant,
        Ids.photoId(tenant, source) + name,
        "ann",
        source,
        request,
        null,
        Instant.parse("2026-11-21T00:00:00Z"));
  }

  private FeedbackReceived tooCool(String scene, int i) {
    return new FeedbackReceived(
        tenant,
        "ann",
        "f" + i,
        "p" + i,
        "plan" + i,
        scene,
        Sliders.none(),
        Verdict.REJECTED,
        List.of(FeedbackReason.TOO_COOL),
        Sliders.none(),
        Instant.parse("2026-11-21T00:00:00Z"));
  }

  private static ObjectId planObject(PhotoUploaded photo) {
    return new ObjectId(
        TestServers.BUCKET,
        ObjectKeys.plan(new TenantName(photo.tenant()), new PhotoId(photo.photoId())));
  }

  private static RetouchPlanned planned(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (RetouchPlanned) ((Outcome.Done) outcome).published().getFirst();
  }

  private static @Nullable FailureCode code(Outcome outcome) {
    return outcome instanceof Outcome.Reject reject ? reject.failure().code() : null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
