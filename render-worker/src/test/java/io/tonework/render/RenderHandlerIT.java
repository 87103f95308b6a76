package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.BundleRef;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Event;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.LookRef;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.PlanId;
import io.tonework.contracts.identity.Sha256Hex;
import io.tonework.contracts.identity.TenantName;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.Isolation;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.cube.CubeFile;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.FatalException;
import io.tonework.messaging.stage.Outcome;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.object.StoredObject;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.testkit.FaultyObjectStore;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The handler against a real object store. */
@WithServers
class RenderHandlerIT {
  private static final String BUCKET = TestServers.BUCKET;
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ImageCodec codec = ImageCodecs.best();
  private final RenderThreads threads = new RenderThreads(1, meters);
  private final FaultyObjectStore store;
  private final RenderHandler handler;

  RenderHandlerIT(TestServers servers) {
    store = new FaultyObjectStore(S3ObjectStore.connect(servers.s3()));
    handler = handler(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    threads.close();
    store.close();
  }

  @Test
  void shouldStorePhotoBeforeTellingOfIt() throws Exception {
    // Given
    byte[] original = Photos.jpeg(320, 200, 1);
    Plan plan = stored("p-happy", original);

    // When
    PhotoRetouched told = retouched(handler.handle(delivery(plan)));

    // Then
    byte[] photo = store.get(told.result().object(), 1 << 20);
    assertThat(told.result().object().key()).isEqualTo("retouched/shop/p-happy.jpg");
    assertThat(told.result().widthPixels()).isEqualTo(320);
    assertThat(told.result().heightPixels()).isEqualTo(200);
    assertThat(told.result().sizeBytes()).isEqualTo(photo.length);
    assertThat(told.result().sha256()).isEqualTo(Sha256.of(photo));
    assertThat(told.result().contentType()).isEqualTo("image/jpeg");
    assertThat(told.lut()).isNull();
    assertThat(puts()).isEqualTo(1);
    assertThat(told.retouchedAt()).isEqualTo(NOW);
    assertThat(told.planned().photo().photoId()).isEqualTo(plan.photoId());
  }

  @Test
  void shouldStoreTheLutBeforeTellingOfItWhenTheRequestAsksForIt() throws Exception {
    // Given
    SourceObject source = storedOriginal("p-lut", Photos.jpeg(320, 200, 1));
    Plan plan = storedWish(source, "p-lut", RetouchRequest.auto().withLut());

    // When
    PhotoRetouched told = retouched(handler.handle(delivery(plan)));

    // Then
    ObjectId lut = Objects.requireNonNull(told.lut());
    assertThat(lut.key()).isEqualTo("luts/shop/p-lut.cube");
    assertThat(CubeFile.read(store.get(lut, 8 << 20)).lattice())
        .hasValueSatisfying(lattice -> assertThat(lattice.size()).isGreaterThanOrEqualTo(33));
  }

  @Test
  void shouldLayTheLookOverThePhotoWhenItLiesInTheStore() throws Exception {
    // Given: a look that makes everything grey
    byte[] grey =
        "LUT_3D_SIZE 2\n0 0 0\n.3 .3 .3\n.6 .6 .6\n.9 .9 .9\n.1 .1 .1\n.4 .4 .4\n.7 .7 .7\n1 1 1\n"
            .getBytes(StandardCharsets.US_ASCII);
    store.put(
        new ObjectId(
            BUCKET, ObjectKeys.look(new TenantName("shop"), new Sha256Hex(Sha256.of(grey)))),
        grey,
        "text/plain");
    Plan plan = storedWithLook("p-look", new LookRef(Sha256.of(grey), 1));

    // When
    PhotoRetouched told = retouched(handler.handle(delivery(plan)));

    // Then
    RgbImage photo = codec.thumbnail(store.get(told.result().object(), 1 << 20), 320);
    int most = 0;
    for (int i = 0; i < photo.rgb().length; i += 3) {
      int red = photo.rgb()[i] & 0xFF;
      int blue = photo.rgb()[i + 2] & 0xFF;
      most = Math.max(most, Math.abs(red - blue));
    }
    assertThat(most).isLessThanOrEqualTo(3);
  }

  @Test
  void shouldRejectWhenTheLookIsMissingOrWasReplaced() throws Exception {
    // Given
    LookRef missing = new LookRef("0".repeat(64), 1);
    LookRef replaced = new LookRef("1".repeat(64), 1);
    store.put(
        new ObjectId(
            BUCKET, ObjectKeys.look(new TenantName("shop"), new Sha256Hex(replaced.sha256()))),
        "LUT_1D_SIZE 2\n0 0 0\n1 1 1\n".getBytes(StandardCharsets.US_ASCII),
        "text/plain");

    // When
    Outcome gone = handler.handle(delivery(storedWithLook("p-look-gone", missing)));
    Outcome other = handler.handle(delivery(storedWithLook("p-look-other", replaced)));

    // Then
    assertRejected(gone, FailureCode.PLAN_UNUSABLE);
    assertThat(((Outcome.Reject) gone).failure().message()).contains("looks/shop/000000");
    assertRejected(other, FailureCode.PLAN_UNUSABLE);
    assertThat(((Outcome.Reject) other).failure().message()).contains("1".repeat(64));
  }

  @Test
  void shouldTellWhatIsDoubtfulAboutThePhotoWheneverItIsToldOf() throws Exception {
    // Given a photo that lacks its end, of which every line is there
    byte[] whole = Photos.jpeg(320, 200, 15);
    Plan plan = stored("p-no-end", Arrays.copyOf(whole, whole.length - 2));

    // When
    PhotoRetouched first = retouched(handler.handle(delivery(plan)));
    PhotoRetouched second = retouched(handler.handle(delivery(plan)));

    // Then
    assertThat(first.result().warnings())
        .containsExactly("the end of the file is missing; the picture is whole");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldOnlyRepeatTheNewsWhenTheResultIsThere() throws Exception {
    // Given
    Plan plan = stored("p-twice", Photos.jpeg(320, 200, 2));
    PhotoRetouched first = retouched(handler.handle(delivery(plan)));
    long puts = puts();

    // When
    PhotoRetouched second = retouched(handler.handle(delivery(plan)));

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(puts()).isEqualTo(puts);
  }

  @Test
  void shouldReadNoObjectWhenTheResultIsThere() throws Exception {
    // Given
    Plan plan = stored("p-redelivered", Photos.jpeg(320, 200, 14));
    PhotoRetouched first = retouched(handler.handle(delivery(plan)));
    int before = store.calls().size();

    // When
    PhotoRetouched second = retouched(handler.handle(delivery(plan)));

    // Then
    assertThat(second).isEqualTo(first);
    List<String> calls = store.calls();
    assertThat(calls.subList(before, calls.size())).containsExactly("list", "head");
  }

  @Test
  void shouldTellTheSameOfAResultThatAnEarlierBuildStored() throws Exception {
    // Given: the same bytes without metadata
    Plan plan = stored("p-earlier", Photos.jpeg(320, 200, 15));
    PhotoRetouched first = retouched(handler.handle(delivery(plan)));
    ObjectId id = first.result().object();
    store.put(id, store.get(id, 1 << 20), first.result().contentType());
    assertThat(store.head(id).orElseThrow().metadata()).isEmpty();

    // When
    PhotoRetouched second = retouched(handler.handle(delivery(plan)));

    // Then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldFinishWhenAnEarlierAttemptDiedAfterItsPut() throws Exception {
    // Given
    Plan plan = stored("p-crash", Photos.jpeg(320, 200, 3));
    store.failAfter("putIfAbsent", () -> new StoreUnavailable("the answer was lost", null));
    assertThat(handler.handle(delivery(plan))).isInstanceOf(Outcome.Postpone.class);

    // When
    PhotoRetouched told = retouched(handler.handle(delivery(plan)));

    // Then
    assertThat(store.head(told.result().object())).isPresent();
  }

  @Test
  void shouldTellOfWhatLiesThereWhenAnotherWorkerWasFaster() throws Exception {
    // Given
    Plan plan = stored("p-race", Photos.jpeg(320, 200, 4));
    byte[] others = Photos.jpeg(8, 6, 4);
    ObjectId key =
        new ObjectId(
            BUCKET, ObjectKeys.retouched(new TenantName("shop"), new PlanId("p-race"), "jpg"));
    StoredObject theirs = store.put(key, others, "image/jpeg");

    // When
    PhotoRetouched told = retouched(handler.handle(delivery(plan)));

    // Then
    assertThat(told.result().sizeBytes()).isEqualTo(theirs.sizeBytes());
    assertThat(told.result().widthPixels()).isEqualTo(8);
    assertThat(told.result().sha256()).isEqualTo(Sha256.of(others));
    assertThat(store.get(key, 1 << 20)).isEqualTo(others);
  }

  @Test
  void shouldRejectWhenTheSourceWasOverwritten() throws Exception {
    // Given
    Plan plan = stored("p-changed", Photos.jpeg(320, 200, 5));
    store.put(new ObjectId(BUCKET, plan.source().key()), Photos.jpeg(320, 200, 6), "image/jpeg");

    // When
    Outcome outcome = handler.handle(delivery(plan));

    // Then
    assertRejected(outcome, FailureCode.SOURCE_CHANGED);
  }

  @Test
  void shouldRejectWhenTheSourceIsGone() throws Exception {
    // Given
    Plan plan = stored("p-gone", Photos.jpeg(320, 200, 7));
    store.delete(new ObjectId(BUCKET, plan.source().key()));

    // When / Then
    assertRejected(handler.handle(delivery(plan)), FailureCode.SOURCE_MISSING);
  }

  @Test
  void shouldWaitForThePlansBundleAndAtLastSayWhichIsMissing() throws Exception {
    // Given
    SourceObject source = storedOriginal("p-other", Photos.jpeg(64, 48, 8));
    Plan plan =
        storedPlan(
            Plans.of(
                "p-other",
                source,
                Plans.latents(1),
                null,
                new BundleRef("grand", "2", "c0ffee"),
                OutputFormat.ORIGINAL));

    // When
    Outcome first = handler.handle(delivery(plan));
    Outcome last = handler.handle(delivery(plan, RenderFailures.RETRY.maxAttempts()));

    // Then
    assertThat(first).isInstanceOf(Outcome.Retry.class);
    assertRejected(last, FailureCode.PLAN_UNUSABLE);
    assertThat(((Outcome.Reject) last).failure().message())
        .contains("grand 2 (c0ffee)", "is not installed here", "compact");
  }

  @Test
  void shouldRejectWhenThePlanIsNoPlan() throws Exception {
    // Given
    Plan plan = stored("p-noplan", Photos.jpeg(64, 48, 9));
    store.put(
        planObject(plan), "{\"planId\": 7}".getBytes(StandardCharsets.UTF_8), "application/json");

    // When / Then
    assertRejected(handler.handle(delivery(plan)), FailureCode.PLAN_UNUSABLE);
  }

  @Test
  void shouldRejectWhenTheOriginalIsNoPicture() throws Exception {
    // Given
    Plan plan = stored("p-text", "no picture".getBytes(StandardCharsets.UTF_8));

    // When / Then
    assertRejected(handler.handle(delivery(plan)), FailureCode.UNSUPPORTED_FORMAT);
  }

  @Test
  void shouldTryOnceMoreAndThenRejectWhenThePhotoTakesTooLong() throws Exception {
    // Given
    Plan plan = stored("p-slow", Photos.jpeg(320, 200, 10));
    RenderHandler hasty = handler(Duration.ZERO);

    // When
    Outcome first = hasty.handle(delivery(plan));
    Outcome second = hasty.handle(delivery(plan, 2));

    // Then
    assertThat(first).isInstanceOf(Outcome.Retry.class);
    assertRejected(second, FailureCode.DEADLINE_EXCEEDED);
  }

  @Test
  void shouldLoseNeitherThePhotoNorTheWorkerWhenTheCodecCrashes() throws Exception {
    // Given a codec whose process dies in the midst of a photo, each time
    Plan plan = stored("p-crashing", Photos.jpeg(1600, 1200, 13));
    Plan other = stored("p-other-photo", Photos.jpeg(320, 200, 14));
    try (ImageCodec isolated = ImageCodecs.open(Isolation.PROCESS, 1, ImageLimits.DEFAULT)) {
      RenderHandler isolating = handler(Duration.ofMinutes(1), isolated);

      // When
      Outcome first = isolating.handle(crashing(delivery(plan, 1)));
      Outcome second = isolating.handle(crashing(delivery(plan, 2)));
      Outcome third = isolating.handle(crashing(delivery(plan, 3)));
      Outcome next = isolating.handle(delivery(other));
      Outcome replayed = isolating.handle(delivery(plan));

      // Then it is tried again, then given up with a reason; others, and a replay, are finished
      assertThat(first).isInstanceOf(Outcome.Retry.class);
      assertThat(second).isInstanceOf(Outcome.Retry.class);
      assertRejected(third, FailureCode.CODEC_CRASHED);
      assertThat(((Outcome.Reject) third).failure().message())
          .startsWith("the codec process crashed on this file: SIGKILL");
      assertThat(retouched(next).result().widthPixels()).isEqualTo(320);
      assertThat(retouched(replayed).result().widthPixels()).isEqualTo(1600);
    }
  }

  /** The same delivery; once the codec works on it, its process is killed. */
  private static Delivery crashing(Delivery delivery) {
    AtomicInteger asked = new AtomicInteger();
    return new Delivery(
        delivery.event(),
        delivery.topic(),
        0,
        0,
        delivery.attempt(),
        delivery.trace(),
        delivery.recordTime(),
        () -> {
          // asked before the lattice, before decoding, and then while the process is at work
          if (asked.incrementAndGet() == 3) {
            codecProcesses().forEach(ProcessHandle::destroyForcibly);
          }
          return false;
        });
  }

  private static Stream<ProcessHandle> codecProcesses() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("slf4j.internal"));
  }

  @Test
  void shouldStopTheWorkerWhenItsOwnBucketRefusesIt() {
    // Given
    Plan plan = stored("p-denied", Photos.jpeg(320, 200, 11));
    store.failBefore("putIfAbsent", () -> new AccessDenied("putIfAbsent", null));

    // When / Then
    assertThatThrownBy(() -> handler.handle(delivery(plan)))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining(BUCKET);
  }

  @Test
  void shouldTellTheCustomerWhenAPhotoIsGivenUp() {
    // Given
    Plan plan = stored("p-failed", Photos.jpeg(64, 48, 12));
    Delivery delivery = delivery(plan);
    Outcome outcome = RenderFailures.outcome(new PlanUnusableException("no"), delivery);

    // When
    Event event = handler.events(delivery, ((Outcome.Reject) outcome).failure()).getFirst();

    // Then
    assertThat(event).isInstanceOf(PhotoFailed.class);
    assertThat(((PhotoFailed) event).user()).isEqualTo("ann");
    assertThat(((PhotoFailed) event).failure().code()).isEqualTo(FailureCode.PLAN_UNUSABLE);
  }

  private RenderHandler handler(Duration deadline) {
    return handler(deadline, codec);
  }

  private RenderHandler handler(Duration deadline, ImageCodec codec) {
    return new RenderHandler(
        store,
        new RenderPhoto(
            codec, new Looks(Plans.RENDERERS, new StoredLooks(store, BUCKET), 4, meters), meters),
        new StoredResult(store, codec, BUCKET, 1 << 26),
        threads,
        new RenderSettings(BUCKET, ImageLimits.DEFAULT, deadline),
        meters,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Plan stored(String planId, byte[] original) {
    return storedPlan(Plans.of(planId, storedOriginal(planId, original), Plans.latents(1)));
  }

  private Plan storedWithLook(String planId, LookRef look) {
    SourceObject source = storedOriginal(planId, Photos.jpeg(320, 200, 13));
    return storedWish(source, planId, RetouchRequest.auto().withLook(look));
  }

  private Plan storedWish(SourceObject source, String planId, RetouchRequest wish) {
    Plan plain = Plans.of(planId, source, Plans.latents(1));
    return storedPlan(
        new Plan(
            plain.planId(),
            plain.tenant(),
            plain.photoId(),
            plain.source(),
            wish,
            plain.bundle(),
            plain.scene(),
            plain.reasoning(),
            plain.summary(),
            plain.sliders(),
            plain.latents(),
            plain.active(),
            null));
  }

  private SourceObject storedOriginal(String planId, byte[] original) {
    return store
        .put(new ObjectId(BUCKET, "originals/shop/" + planId), original, "image/jpeg")
        .toSource();
  }

  private Plan storedPlan(Plan plan) {
    store.put(planObject(plan), ContractsJson.writeBytes(plan), "application/json");
    return plan;
  }

  private static ObjectId planObject(Plan plan) {
    return new ObjectId(
        BUCKET, ObjectKeys.plan(new TenantName(plan.tenant()), new PhotoId(plan.photoId())));
  }

  private static Delivery delivery(Plan plan) {
    return delivery(plan, 1);
  }

  private static Delivery delivery(Plan plan, int attempt) {
    Delivery first =
        Delivery.of(
            new RetouchPlanned(
                plan.tenant(),
                plan.photoId(),
                plan.planId(),
                planObject(plan),
                Plans.uploaded(plan),
                plan.scene(),
                plan.request().mode(),
                plan.summary(),
                NOW));
    return new Delivery(
        first.event(),
        first.topic(),
        0,
        0,
        attempt,
        first.trace(),
        first.recordTime(),
        () -> false);
  }

  private static PhotoRetouched retouched(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (PhotoRetouched) ((Outcome.Done) outcome).published().getFirst();
  }

  private long puts() {
    return Collections.frequency(store.calls(), "putIfAbsent");
  }

  private static void assertRejected(Outcome outcome, FailureCode code) {
    assertThat(outcome).isInstanceOf(Outcome.Reject.class);
    assertThat(((Outcome.Reject) outcome).failure().code()).isEqualTo(code);
  }
}
