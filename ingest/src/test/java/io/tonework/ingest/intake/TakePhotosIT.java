package io.tonework.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.IngestCore;
import io.tonework.ingest.TestPhotos;
import io.tonework.ingest.multipart.Spool;
import io.tonework.ingest.multipart.SpooledFile;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.ingest.request.Submission;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.StoreUnavailable;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithServers
class TakePhotosIT {
  private static final PhotoRequest AUTO =
      new PhotoRequest("u1", RetouchRequest.auto(), URI.create("https://acme.example/hook"));
  private static final Map<String, String> TENANTS =
      Map.of(
          "take-acme.sources", "take-photos/acme/",
          "take-globex.sources", "take-photos/globex/");

  private static IngestCore core;

  @TempDir Path folder;

  @BeforeAll
  static void wire(TestServers servers) {
    core = new IngestCore(servers, TENANTS);
    core.store.ensureBucket("take-photos");
  }

  @AfterAll
  static void close() {
    core.close();
  }

  private SpooledFile spooled(byte[] bytes) throws IOException {
    return new Spool(folder).write(new ByteArrayInputStream(bytes), Long.MAX_VALUE).orElseThrow();
  }

  private Submission posted(byte[]... photos) throws IOException {
    List<Submission.Item> items = new ArrayList<>();
    for (byte[] photo : photos) {
      items.add(new Submission.Posted(AUTO, spooled(photo), null));
    }
    return new Submission(photos.length > 1, items);
  }

  private static Submission source(String bucket, String key) {
    return new Submission(false, List.of(new Submission.FromSource(AUTO, bucket, key)));
  }

  private static List<ItemOutcome> take(
      IngestCore core, Tenant tenant, Submission submission, @Nullable String key) {
    return core.takePhotos.take(tenant, submission, key, TraceContext.fresh());
  }

  private static ItemOutcome takeOne(Submission submission) {
    return take(core, core.tenant("take-acme"), submission, null).getFirst();
  }

  private static String accepted(ItemOutcome outcome) {
    assertThat(outcome).isInstanceOf(ItemOutcome.Accepted.class);
    return ((ItemOutcome.Accepted) outcome).photoId();
  }

  private static int refusedStatus(ItemOutcome outcome) {
    assertThat(outcome).isInstanceOf(ItemOutcome.Refused.class);
    return ((ItemOutcome.Refused) outcome).problem().status();
  }

  private static List<PhotoUploaded> announced(String photoId) {
    return core.announced("take-acme").stream()
        .filter(photo -> photo.photoId().equals(photoId))
        .toList();
  }

  @Test
  void shouldWriteTheOriginalBeforeItIsAnnounced() throws IOException {
    // Given
    byte[] photo = TestPhotos.jpeg(1);

    // When
    String photoId = accepted(takeOne(posted(photo)));

    // Then
    ObjectId original =
        new ObjectId(
            TestServers.BUCKET,
            ObjectKeys.original(new TenantName("take-acme"), new PhotoId(photoId)));
    assertThat(core.store.get(original, 1 << 20)).isEqualTo(photo);
    assertThat(announced(photoId))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.user()).isEqualTo("u1");
          assertThat(event.callback()).isEqualTo(URI.create("https://acme.example/hook"));
          assertThat(event.source().sizeBytes()).isEqualTo(photo.length);
          assertThat(core.store.getExactly(event.source(), 1 << 20)).isEqualTo(photo);
        });
    assertThat(core.announcer.find(new TenantName("take-acme"), new PhotoId(photoId)))
        .hasValueSatisfying(marked -> assertThat(marked.photoId()).isEqualTo(photoId));
  }

  @Test
  void shouldTakeTwoPhotosForTheSameBytesWithoutAKey() throws IOException {
    // When
    String one = accepted(takeOne(posted(TestPhotos.jpeg(2))));
    String other = accepted(takeOne(posted(TestPhotos.jpeg(2))));

    // Then
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void shouldAnswerARepetitionTheSameAndAnnounceOnce() throws IOException {
    // Given
    Tenant acme = core.tenant("take-acme");
    List<ItemOutcome> first =
        take(core, acme, posted(TestPhotos.jpeg(3), TestPhotos.jpeg(4)), "key-1");

    // When
    List<ItemOutcome> second =
        take(core, acme, posted(TestPhotos.jpeg(3), TestPhotos.jpeg(4)), "key-1");

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(announced(accepted(first.get(0)))).hasSize(1);
    assertThat(announced(accepted(first.get(1)))).hasSize(1);
  }

  @Test
  void shouldRefuseAKeyThatWasUsedForOtherContent() throws IOException {
    // Given
    Tenant acme = core.tenant("take-acme");
    take(core, acme, posted(TestPhotos.jpeg(5)), "key-2");
    PhotoRequest param =
        new PhotoRequest(
            "u1", RetouchRequest.param(Sliders.of(Map.of(Slider.TINT, 5.0))), AUTO.callback());
    Submission otherPhoto = posted(TestPhotos.jpeg(6));
    Submission otherRequest =
        new Submission(
            false, List.of(new Submission.Posted(param, spooled(TestPhotos.jpeg(5)), null)));

    // When, Then
    for (Submission other : List.of(otherPhoto, otherRequest)) {
      assertThatThrownBy(() -> take(core, acme, other, "key-2"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e ->
                  assertThat(e.problem().type())
                      .hasToString("urn:tonework:problem:idempotency-key-reused"));
    }
    assertThat(take(core, core.tenant("take-globex"), otherPhoto, "key-2"))
        .as("the same key of another tenant")
        .singleElement()
        .isInstanceOf(ItemOutcome.Accepted.class);
  }

  @Test
  void shouldRefuseAKeyThatIsNone() throws IOException {
    // Given
    Submission submission = posted(TestPhotos.jpeg(5));

    // When, Then
    for (String key : List.of("", "two words", "ü", "x".repeat(256))) {
      assertThatThrownBy(() -> take(core, core.tenant("take-acme"), submission, key))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().field()).isEqualTo("Idempotency-Key"));
    }
  }

  @Test
  void shouldCompleteARequestWhoseClaimWasNotAnswered() throws IOException {
    // Given
    Tenant acme = core.tenant("take-acme");
    try (Submission submission = posted(TestPhotos.jpeg(7))) {
      core.store.failAfter("putIfAbsent", () -> new StoreUnavailable("answer lost", null));
      assertThatThrownBy(() -> take(core, acme, submission, "key-3"))
          .isInstanceOf(StoreUnavailable.class);

      // When
      List<ItemOutcome> retried = take(core, acme, submission, "key-3");

      // Then
      assertThat(announced(accepted(retried.getFirst()))).hasSize(1);
    }
  }

  @Test
  void shouldPostponeAndThenCompleteWhenKafkaWasAway(TestServers servers) throws IOException {
    // Given
    try (IngestCore without =
            new IngestCore(servers, unreachable(servers.kafka()), servers.redis(), TENANTS);
        Submission submission = posted(TestPhotos.jpeg(8))) {
      // When
      ItemOutcome postponed =
          take(without, without.tenant("take-acme"), submission, "key-4").getFirst();

      // Then
      assertThat(postponed)
          .isInstanceOfSatisfying(
              ItemOutcome.Postponed.class, p -> assertThat(p.detail()).contains("event log"));
      String photoId =
          accepted(take(core, core.tenant("take-acme"), submission, "key-4").getFirst());
      assertThat(announced(photoId)).hasSize(1);
    }
  }

  private static KafkaSettings unreachable(KafkaSettings real) throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new KafkaSettings(
          "localhost:" + socket.getLocalPort(),
          Map.of(),
          real.groupProtocol(),
          "away",
          1,
          1,
          Duration.ofDays(1),
          Duration.ofMillis(1_500));
    }
  }

  @Test
  void shouldKeepTheGoodPhotosOfABatch() throws IOException {
    // Given
    byte[] text = "no photo at all".getBytes(StandardCharsets.US_ASCII);
    Submission batch = posted(TestPhotos.jpeg(9), text, TestPhotos.jpeg(10));

    // When
    List<ItemOutcome> outcomes = take(core, core.tenant("take-acme"), batch, null);

    // Then
    assertThat(announced(accepted(outcomes.get(0)))).hasSize(1);
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            ItemOutcome.Refused.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(415);
              assertThat(refused.problem().field()).isEqualTo("photos[1].photo");
            });
    assertThat(announced(accepted(outcomes.get(2)))).hasSize(1);
  }

  @Test
  void shouldKeepTheOtherPhotosWhenOneFailsOnOurSide() throws IOException {
    // Given
    Submission batch = posted(TestPhotos.jpeg(15), TestPhotos.jpeg(16));
    core.store.failBefore("putIfAbsent", () -> new IllegalStateException("unforeseen"));

    // When
    List<ItemOutcome> outcomes = take(core, core.tenant("take-acme"), batch, null);

    // Then
    assertThat(outcomes)
        .satisfiesOnlyOnce(outcome -> assertThat(refusedStatus(outcome)).isEqualTo(500))
        .satisfiesOnlyOnce(outcome -> assertThat(announced(accepted(outcome))).hasSize(1));
  }

  @Test
  void shouldJudgePhotosByTheirBytesBeforeDecodingThem() throws IOException {
    // Given
    byte[] gif = "GIF89a..........".getBytes(StandardCharsets.US_ASCII);
    byte[] damaged = Arrays.copyOf(TestPhotos.jpeg(1), 30);
    byte[] bomb = TestPhotos.pngThatClaims(9_000, 9_000);
    byte[] strip = TestPhotos.pngThatClaims(60_000, 1);

    // When
    ItemOutcome ofBomb = takeOne(posted(bomb));
    ItemOutcome ofStrip = takeOne(posted(strip));

    // Then
    assertThat(refusedStatus(takeOne(posted(new byte[0])))).isEqualTo(415);
    assertThat(refusedStatus(takeOne(posted(gif)))).isEqualTo(415);
    assertThat(refusedStatus(takeOne(posted(damaged)))).isEqualTo(422);
    assertThat(ofBomb)
        .isInstanceOfSatisfying(
            ItemOutcome.Refused.class,
            refused -> {
              assertThat(refused.problem().type())
                  .hasToString("urn:tonework:problem:too-many-pixels");
              assertThat(refused.problem().limit()).isEqualTo(20_000_000);
              assertThat(refused.problem().value()).isEqualTo(81_000_000L);
            });
    assertThat(ofStrip)
        .isInstanceOfSatisfying(
            ItemOutcome.Refused.class,
            refused -> assertThat(refused.problem().limit()).isEqualTo(10_000));
  }

  @Test
  void shouldTakeASourceAndPinItsBytes() {
    // Given
    ObjectId id = new ObjectId("take-photos", "acme/a b.jpg");
    String etag = core.store.put(id, TestPhotos.jpeg(11), "image/jpeg").etag();

    // When
    String photoId = accepted(takeOne(source("take-photos", "acme/a b.jpg")));

    // Then
    assertThat(announced(photoId))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.source().etag()).isEqualTo(etag).doesNotContain("\"");
          assertThat(event.source().key()).isEqualTo("acme/a b.jpg");
        });
  }

  @Test
  void shouldLetATenantNameOnlyItsOwnObjects() {
    // Given
    core.store.put(
        new ObjectId("take-photos", "globex/secret.jpg"), TestPhotos.jpeg(12), "image/jpeg");

    // When
    ItemOutcome others = takeOne(source("take-photos", "globex/secret.jpg"));
    ItemOutcome own = takeOne(source(TestServers.BUCKET, "originals/take-globex/x"));
    ItemOutcome climbing = takeOne(source("take-photos", "acme/../globex/secret.jpg"));

    // Then
    assertThat(refusedStatus(others)).isEqualTo(403);
    assertThat(refusedStatus(own)).isEqualTo(403);
    assertThat(refusedStatus(climbing)).isEqualTo(403);
  }

  @Test
  void shouldRefuseASourceThatCannotBeRetouched() {
    // Given
    byte[] text = "just text".getBytes(StandardCharsets.US_ASCII);
    core.store.put(new ObjectId("take-photos", "acme/text.jpg"), text, "image/jpeg");
    core.store.put(new ObjectId("take-photos", "acme/empty.jpg"), new byte[0], "image/jpeg");
    core.store.put(
        new ObjectId("take-photos", "acme/long.jpg"), new byte[(1 << 20) + 1], "image/jpeg");

    // When, Then
    assertThat(refusedStatus(takeOne(source("take-photos", "acme/missing.jpg")))).isEqualTo(422);
    assertThat(refusedStatus(takeOne(source("take-photos", "acme/text.jpg")))).isEqualTo(415);
    assertThat(refusedStatus(takeOne(source("take-photos", "acme/empty.jpg")))).isEqualTo(415);
    assertThat(refusedStatus(takeOne(source("take-photos", "acme/long.jpg")))).isEqualTo(413);
  }

  @Test
  void shouldAnswerARepetitionTheSameWhenItsSourceIsGone() {
    // Given
    Tenant acme = core.tenant("take-acme");
    ObjectId id = new ObjectId("take-photos", "acme/gone.jpg");
    core.store.put(id, TestPhotos.jpeg(13), "image/jpeg");
    List<ItemOutcome> first = take(core, acme, source("take-photos", "acme/gone.jpg"), "key-5");
    core.store.delete(id);

    // When
    List<ItemOutcome> second = take(core, acme, source("take-photos", "acme/gone.jpg"), "key-5");

    // Then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldTakeAPhotoThatWasPutWithAPresignedUrl() throws Exception {
    // Given
    Submission wanted = new Submission(false, List.of(new Submission.ForUpload(AUTO)));
    ItemOutcome.AwaitingUpload awaiting = (ItemOutcome.AwaitingUpload) takeOne(wanted);
    assertThat(awaiting.expiresAt()).isAfter(Instant.now());
    String photoId = awaiting.photoId();
    PresignedUploads.Found before =
        core.uploads.complete(
            new TenantName("take-acme"), new PhotoId(photoId), TraceContext.fresh());

    // When
    put(awaiting.url(), TestPhotos.jpeg(14));
    PresignedUploads.Found after =
        core.uploads.complete(
            new TenantName("take-acme"), new PhotoId(photoId), TraceContext.fresh());
    PresignedUploads.Found again =
        core.uploads.complete(
            new TenantName("take-acme"), new PhotoId(photoId), TraceContext.fresh());

    // Then
    assertThat(before).isEqualTo(PresignedUploads.Found.NOT_YET);
    assertThat(after).isEqualTo(PresignedUploads.Found.ANNOUNCED);
    assertThat(again).isEqualTo(PresignedUploads.Found.ANNOUNCED_BEFORE);
    assertThat(announced(photoId))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.user()).isEqualTo("u1");
          assertThat(core.store.getExactly(event.source(), 1 << 20)).isEqualTo(TestPhotos.jpeg(14));
        });
    assertThat(
            core.uploads.complete(
                new TenantName("take-globex"), new PhotoId(photoId), TraceContext.fresh()))
        .isEqualTo(PresignedUploads.Found.UNKNOWN);
  }

  private static void put(URI url, byte[] photo) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Void> answer =
          client.send(
              HttpRequest.newBuilder(url)
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(photo))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }
}
