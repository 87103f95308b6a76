package io.tonework.ingest.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Ids;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Priority;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.IngestCore;
import io.tonework.ingest.TestPhotos;
import io.tonework.ingest.intake.ItemOutcome;
import io.tonework.ingest.intake.PhotoQuota;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.ingest.request.Submission;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.RawDelivery;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.object.StoredObject;
import io.tonework.storage.quota.OpenPhotos.Admission;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithServers
class InboxIT {
  private static final String BUCKET = "inbox-it";
  private static final Duration MIN_AGE = Duration.ofSeconds(10);

  private static IngestCore core;

  private NotificationHandler handler;

  @BeforeAll
  static void wire(TestServers servers) {
    core =
        new IngestCore(
            servers,
            Map.of(
                "inbox-acme.inboxes.in.bucket", BUCKET,
                "inbox-acme.inboxes.in.prefix", "acme/",
                "inbox-acme.inboxes.in.request.mode", "param",
                "inbox-acme.inboxes.in.request.sliders", "{\"Vibrance\": 20}",
                "inbox-acme.inboxes.in.request.callback", "https://acme.example/hook",
                "inbox-globex.inboxes.in.bucket", BUCKET,
                "inbox-globex.inboxes.in.prefix", "globex/"));
    core.store.ensureBucket(BUCKET);
  }

  @AfterAll
  static void close() {
    core.close();
  }

  @BeforeEach
  void forgetSequencers() {
    handler = new NotificationHandler(core.takeObject, new Sequencers(100), core.metrics);
  }

  private static StoredObject put(String key, int seed) {
    return core.store.put(new ObjectId(BUCKET, key), TestPhotos.jpeg(seed), "image/jpeg");
  }

  private static String message(StoredObject object, String sequencer) {
    return """
    {"Records": [{"eventName": "ObjectCreated:Put",
      "s3": {"bucket": {"name": "%s"},
             "object": {"key": "%s", "eTag": "%s", "sequencer": "%s"}}}]}
    """
        .formatted(
            object.id().bucket(),
            URLEncoder.encode(object.id().key(), StandardCharsets.UTF_8),
            object.etag(),
            sequencer);
  }

  private Outcome notify(String message) {
    return handler.handle(
        new RawDelivery(
            new byte[0],
            message.getBytes(StandardCharsets.UTF_8),
            Map.of(),
            "bucket.notifications",
            0,
            0,
            1,
            TraceContext.fresh(),
            Instant.EPOCH,
            () -> false));
  }

  private static List<PhotoUploaded> announced(String tenant, String key) {
    return core.announced(tenant).stream()
        .filter(photo -> photo.source().key().equals(key))
        .toList();
  }

  private Reconciler reconciler(Duration inTheFuture) {
    return reconciler(core.takeObject, inTheFuture);
  }

  private Reconciler reconciler(TakeObject takeObject, Duration inTheFuture) {
    return new Reconciler(
        core.store,
        TestServers.BUCKET,
        core.inboxes,
        takeObject,
        core.metrics,
        Clock.offset(Clock.systemUTC(), inTheFuture),
        MIN_AGE,
        10);
  }

  @Test
  void shouldTakeANotifiedObjectWithTheRequestOfItsInbox() {
    // Given
    StoredObject object = put("acme/été 2026/a+b.jpg", 1);

    // When
    Outcome outcome = notify(message(object, "0A"));

    // Then
    assertThat(outcome).isEqualTo(Outcome.done());
    assertThat(announced("inbox-acme", "acme/été 2026/a+b.jpg"))
        .singleElement()
        .satisfies(photo -> {
          assertThat(photo.photoId()).isEqualTo(Ids.photoId("inbox-acme", object.toSource()));
          assertThat(photo.request().mode()).isEqualTo(Mode.PARAM);
          assertThat(photo.request().sliders().toJson()).containsEntry("Vibrance", 20.0);
          assertThat(photo.callback()).isEqualTo(URI.create("https://acme.example/hook"));
          assertThat(photo.uploadedAt())
              .isEqualTo(object.lastModified().truncatedTo(ChronoUnit.SECONDS));
        });
  }

  @Test
  void shouldAnnounceOnceWhenNotifiedTwiceAndFoundAgain() {
    // Given
    StoredObject object = put("acme/twice.jpg", 2);
    notify(message(object, "0A"));

    // When
    notify(message(object, "0A"));
    forgetSequencers();
    notify(message(object, "0A"));
    reconciler(Duration.ofMinutes(1)).sweep();

    // Then
    assertThat(announced("inbox-acme", "acme/twice.jpg")).hasSize(1);
  }

  @Test
  void shouldTakeOnlyWhatLiesThereNowWhenNotificationsComeOutOfOrder() {
    // Given
    StoredObject older = put("acme/overwritten.jpg", 3);
    StoredObject newer = put("acme/overwritten.jpg", 4);
    assertThat(older.etag()).isNotEqualTo(newer.etag());

    // When
    notify(message(newer, "0B"));
    notify(message(older, "0A"));

    // Then
    assertThat(announced("inbox-acme", "acme/overwritten.jpg"))
        .extracting(PhotoUploaded::source)
        .containsExactly(newer.toSource());
    assertThat(
            core.metrics
                .get("tonework.ingest.notifications")
                .tag("outcome", "overtaken")
                .counter()
                .count())
        .isPositive();
  }

  @Test
  void shouldTakeEachVersionThatWasSeen() {
    // Given
    StoredObject first = put("acme/versions.jpg", 5);
    notify(message(first, "0A"));
    StoredObject second = put("acme/versions.jpg", 6);

    // When
    notify(message(second, "0B"));

    // Then
    assertThat(announced("inbox-acme", "acme/versions.jpg"))
        .extracting(PhotoUploaded::source)
        .containsExactlyInAnyOrder(first.toSource(), second.toSource());
  }

  @Test
  void shouldGiveAnObjectToTheTenantOfItsInboxAlone() {
    // Given
    StoredObject object = put("globex/a.jpg", 7);

    // When
    notify(message(object, "0A"));

    // Then
    assertThat(announced("inbox-globex", "globex/a.jpg")).hasSize(1);
    assertThat(announced("inbox-acme", "globex/a.jpg")).isEmpty();
  }

  @Test
  void shouldIgnoreWhatIsInNoInboxGoneOrAFolder() {
    // Given
    StoredObject elsewhere = put("nobody/a.jpg", 8);
    StoredObject gone = put("acme/gone.jpg", 9);
    core.store.delete(gone.id());
    StoredObject folder =
        core.store.put(new ObjectId(BUCKET, "acme/folder/"), new byte[0], "text/plain");
    StoredObject own =
        core.store.put(
            new ObjectId(
                TestServers.BUCKET,
                ObjectKeys.original(new TenantName("inbox-acme"), new PhotoId("x"))),
            TestPhotos.jpeg(10),
            "image/jpeg");
    int before = core.announced("inbox-acme").size();

    // When
    for (StoredObject object : List.of(elsewhere, gone, folder, own)) {
      assertThat(notify(message(object, "0A"))).isEqualTo(Outcome.done());
    }

    // Then
    assertThat(core.announced("inbox-acme")).hasSize(before);
  }

  @Test
  void shouldRejectARecordThatIsNoNotification() {
    assertThat(notify("{}")).isInstanceOf(Outcome.Reject.class);
  }

  @Test
  void shouldTakeTheOtherObjectsOfAMessageWhenOneRecordIsOddOrFaulty() {
    // Given
    StoredObject before = put("acme/with odd before.jpg", 61);
    StoredObject after = put("acme/with odd after.jpg", 62);
    String odd =
        message(before, "1").strip().replaceFirst("]}$", "")
            + ",{\"eventName\": \"ObjectCreated:Put\", \"s3\": []},"
            + message(after, "1").strip().substring("{\"Records\": [".length());

    // When
    Outcome outcome = notify(odd);

    // Then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> assertThat(reject.failure().message()).startsWith("Records[1]: "));
    assertThat(announced("inbox-acme", before.id().key())).hasSize(1);
    assertThat(announced("inbox-acme", after.id().key())).hasSize(1);
  }

  @Test
  void shouldTakeAnObjectWhoseStoreDoesNotEncodeItsKey() {
    for (String key : List.of("acme/a+b.jpg", "acme/100%25.jpg", "acme/100%.jpg", "acme/a b.jpg")) {
      // Given
      StoredObject object = put(key, 63);
      String raw =
          message(object, "1").replace(URLEncoder.encode(key, StandardCharsets.UTF_8), key);

      // When
      notify(raw);

      // Then
      assertThat(announced("inbox-acme", key)).as(key).hasSize(1);
    }
  }

  @Test
  void shouldLetTheLoopRetryWhenTheStoreDoesNotAnswer() {
    // Given
    StoredObject object = put("acme/later.jpg", 11);
    core.store.failBefore("head", () -> new StoreUnavailable("away", null));

    // When
    assertThatThrownBy(() -> notify(message(object, "0A"))).isInstanceOf(StoreUnavailable.class);
    notify(message(object, "0A"));

    // Then
    assertThat(announced("inbox-acme", "acme/later.jpg")).hasSize(1);
  }

  @Test
  void shouldFindWhatNoNotificationAnnouncedOnceItIsOldEnough() {
    // Given
    put("acme/silent.jpg", 12);
    Reconciler early = reconciler(Duration.ZERO);
    Reconciler later = reconciler(Duration.ofMinutes(1));

    // When
    early.sweep();
    List<PhotoUploaded> tooEarly = announced("inbox-acme", "acme/silent.jpg");
    later.sweep();
    later.sweep();

    // Then
    assertThat(tooEarly).isEmpty();
    assertThat(announced("inbox-acme", "acme/silent.jpg")).hasSize(1);
  }

  @Test
  void shouldLeaveAnObjectForALaterSweepWhileItsTenantHasTooManyPhotosOpen() {
    // Given
    put("acme/many-1.jpg", 21);
    put("acme/many-2.jpg", 22);
    ScriptedQuota quota = new ScriptedQuota();
    TakeObject takeObject = takeObject(quota, true);
    Reconciler reconciler = reconciler(takeObject, Duration.ofMinutes(1));

    // When
    Taken notified = takeObject.take(new ObjectId(BUCKET, "acme/many-1.jpg"));
    reconciler.sweep();
    List<PhotoUploaded> meanwhile = announced("inbox-acme", "acme/many-1.jpg");
    quota.full = false;
    reconciler.sweep();

    // Then
    assertThat(notified).isEqualTo(Taken.POSTPONED);
    assertThat(meanwhile).isEmpty();
    assertThat(announced("inbox-acme", "acme/many-1.jpg")).hasSize(1);
    assertThat(announced("inbox-acme", "acme/many-2.jpg")).hasSize(1);
  }

  @Test
  void shouldTakeAnObjectOverTheQuotaWhenNobodyWouldLookForItLater() {
    // Given
    put("acme/unswept.jpg", 23);

    // When
    Taken taken =
        takeObject(new ScriptedQuota(), false).take(new ObjectId(BUCKET, "acme/unswept.jpg"));

    // Then
    assertThat(taken).isEqualTo(Taken.TAKEN);
    assertThat(announced("inbox-acme", "acme/unswept.jpg")).hasSize(1);
  }

  private static TakeObject takeObject(PhotoQuota quota, boolean postpones) {
    return new TakeObject(
        core.store,
        TestServers.BUCKET,
        core.inboxes,
        core.announcer,
        core.uploads,
        quota,
        postpones);
  }

  private static final class ScriptedQuota implements PhotoQuota {
    private boolean full = true;

    @Override
    public long room(Tenant tenant) {
      return full ? 0 : 1;
    }

    @Override
    public Admission admit(Tenant tenant, PhotoId photoId, Priority asked) {
      return full ? Admission.REFUSED : Admission.AS_ASKED;
    }

    @Override
    public void release(Tenant tenant, PhotoId photoId) {}
  }

  @Test
  void shouldGoOnWithTheSweepBehindAnObjectThatIsFaulty() {
    // Given
    put("acme/sweep-1.jpg", 13);
    put("acme/sweep-2.jpg", 14);
    Reconciler reconciler = reconciler(Duration.ofMinutes(1));
    core.store.failBefore("head", () -> new AccessDenied("not this one", null));

    // When
    reconciler.sweep();
    reconciler.sweep();

    // Then
    assertThat(announced("inbox-acme", "acme/sweep-1.jpg")).hasSize(1);
    assertThat(announced("inbox-acme", "acme/sweep-2.jpg")).hasSize(1);
  }

  @Test
  void shouldFindAPresignedUploadThatNobodyReported() {
    // Given
    Submission wanted =
        new Submission(
            false,
            List.of(new Submission.ForUpload(new PhotoRequest("u9", RetouchRequest.auto(), null))));
    ItemOutcome.AwaitingUpload awaiting =
        (ItemOutcome.AwaitingUpload)
            core.takePhotos
                .take(core.tenant("inbox-acme"), wanted, null, TraceContext.fresh())
                .getFirst();
    String key = ObjectKeys.upload(new TenantName("inbox-acme"), new PhotoId(awaiting.photoId()));
    SourceObject source =
        core.store
            .put(new ObjectId(TestServers.BUCKET, key), TestPhotos.jpeg(15), "image/jpeg")
            .toSource();

    // When
    reconciler(Duration.ofMinutes(1)).sweep();

    // Then
    assertThat(announced("inbox-acme", key))
        .singleElement()
        .satisfies(photo -> {
          assertThat(photo.photoId()).isEqualTo(awaiting.photoId());
          assertThat(photo.user()).isEqualTo("u9");
          assertThat(photo.source()).isEqualTo(source);
        });
  }

  @Test
  void shouldIgnoreAnUploadThatNobodyAskedFor() {
    // Given
    String key = ObjectKeys.upload(new TenantName("inbox-acme"), new PhotoId("a".repeat(26)));
    core.store.put(new ObjectId(TestServers.BUCKET, key), TestPhotos.jpeg(16), "image/jpeg");

    // When
    reconciler(Duration.ofMinutes(1)).sweep();

    // Then
    assertThat(announced("inbox-acme", key)).isEmpty();
  }
}
