package io.tonework.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.LookRef;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.identity.Sha256Hex;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.Forms;
import io.tonework.ingest.IngestCore;
import io.tonework.ingest.TestPhotos;
import io.tonework.ingest.request.Submission;
import io.tonework.ingest.request.SubmissionReader;
import io.tonework.messaging.event.TraceContext;
import io.tonework.service.problem.Problem;
import io.tonework.storage.StoreUnavailable;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks on their way into a real store. */
@WithServers
class KeepLookIT {
  private static final String BUCKET = "take-looks";

  private static IngestCore core;

  @TempDir Path folder;

  @BeforeAll
  static void wire(TestServers servers) {
    core =
        new IngestCore(
            servers,
            Map.of(
                "look-acme.sources", BUCKET + "/acme/",
                "look-globex.sources", BUCKET + "/globex/"));
    core.store.ensureBucket(BUCKET);
  }

  @AfterAll
  static void close() {
    core.close();
  }

  /** A curve whose bytes differ for each end. */
  private static byte[] cube(double end) {
    return "LUT_1D_SIZE 2\n0 0 0\n%1$s %1$s %1$s\n".formatted(end).getBytes(UTF_8);
  }

  private static ObjectId place(String tenant, byte[] file) {
    return new ObjectId(
        TestServers.BUCKET,
        ObjectKeys.look(new TenantName(tenant), new Sha256Hex(Sha256.of(file))));
  }

  private List<ItemOutcome> post(String tenant, Forms form) throws IOException {
    try (Submission submission = form.read(folder)) {
      return take(tenant, submission);
    }
  }

  private static List<ItemOutcome> take(String tenant, Submission submission) {
    return core.takePhotos.take(core.tenant(tenant), submission, null, TraceContext.fresh());
  }

  /** A photo in acme's part of the bucket, with that look. */
  private static ItemOutcome named(String look) {
    core.store.put(new ObjectId(BUCKET, "acme/a.jpg"), TestPhotos.jpeg(9), "image/jpeg");
    String json =
        "{\"source\": {\"bucket\": \"%s\", \"key\": \"acme/a.jpg\"}, \"look\": %s}"
            .formatted(BUCKET, look);
    Submission submission =
        new SubmissionReader(9, 1 << 20, Set.of("image/jpeg")).read(json.getBytes(UTF_8));
    return take("look-acme", submission).getFirst();
  }

  private static LookRef announced(String tenant, ItemOutcome outcome) {
    assertThat(outcome).isInstanceOf(ItemOutcome.Accepted.class);
    String photoId = ((ItemOutcome.Accepted) outcome).photoId();
    PhotoUploaded event =
        core.announced(tenant).stream()
            .filter(photo -> photo.photoId().equals(photoId))
            .findFirst()
            .orElseThrow();
    return Objects.requireNonNull(event.request().look());
  }

  private static Problem refusal(ItemOutcome outcome) {
    assertThat(outcome).isInstanceOf(ItemOutcome.Refused.class);
    return ((ItemOutcome.Refused) outcome).problem();
  }

  @Test
  void shouldStoreTheLookUnderItsDigestForAllPhotosOfAForm() throws IOException {
    // Given
    byte[] file = cube(0.9);

    // When
    List<ItemOutcome> outcomes =
        post(
            "look-acme",
            Forms.withPhoto(1)
                .part("photo", TestPhotos.jpeg(2))
                .part("look", file)
                .part("lookStrength", "0.7"));

    // Then
    LookRef look = new LookRef(Sha256.of(file), 0.7);
    assertThat(outcomes)
        .hasSize(2)
        .allSatisfy(outcome -> assertThat(announced("look-acme", outcome)).isEqualTo(look));
    assertThat(core.store.get(place("look-acme", file), 1 << 20)).isEqualTo(file);
  }

  @Test
  void shouldSendALookToTheStoreOnlyOnce() throws IOException {
    // Given
    byte[] file = cube(0.95);
    long without = putsOf(Forms.withPhoto(10));

    // When
    long first = putsOf(Forms.withPhoto(11).part("look", file));
    long again = putsOf(Forms.withPhoto(12).part("look", file));

    // Then
    assertThat(first).isEqualTo(without + 1);
    assertThat(again).isEqualTo(without);
  }

  @Test
  void shouldFindALookAgainByItsDigestAndOnlyForItsTenant() throws IOException {
    // Given
    byte[] file = cube(0.8);
    post("look-acme", Forms.withPhoto(4).part("look", file));

    // When
    ItemOutcome inForm =
        post("look-acme", Forms.withPhoto(5).part("look", Sha256.of(file) + "\n")).getFirst();
    ItemOutcome inJson =
        named("{\"sha256\": \"%s\", \"strength\": 0.25}".formatted(Sha256.of(file)));
    ItemOutcome others =
        post("look-globex", Forms.withPhoto(6).part("look", Sha256.of(file))).getFirst();

    // Then
    assertThat(announced("look-acme", inForm)).isEqualTo(new LookRef(Sha256.of(file), 1));
    assertThat(announced("look-acme", inJson)).isEqualTo(new LookRef(Sha256.of(file), 0.25));
    assertThat(refusal(others).field()).isEqualTo("look");
    assertThat(refusal(others).detail()).contains("send the .cube file once");
    assertThat(core.store.head(place("look-globex", file))).isEmpty();
  }

  @Test
  void shouldCopyALookOutOfTheTenantsBucket() {
    // Given
    byte[] file = cube(0.7);
    core.store.put(new ObjectId(BUCKET, "acme/film.cube"), file, "text/plain");

    // When
    ItemOutcome outcome = named(inBucket("acme/film.cube", Sha256.of(file)));

    // Then
    assertThat(announced("look-acme", outcome).sha256()).isEqualTo(Sha256.of(file));
    assertThat(core.store.get(place("look-acme", file), 1 << 20)).isEqualTo(file);
  }

  @Test
  void shouldSayWhyALookInABucketCannotBeTaken() {
    // Given
    byte[] file = cube(0.6);
    byte[] text = "no table at all".getBytes(UTF_8);
    core.store.put(new ObjectId(BUCKET, "acme/other.cube"), file, "text/plain");
    core.store.put(new ObjectId(BUCKET, "acme/text.cube"), text, "text/plain");

    // When
    Problem forbidden = refusal(named(inBucket("globex/film.cube", Sha256.of(file))));
    Problem missing = refusal(named(inBucket("acme/gone.cube", Sha256.of(file))));
    Problem another = refusal(named(inBucket("acme/other.cube", "1".repeat(64))));
    Problem noLook = refusal(named(inBucket("acme/text.cube", Sha256.of(text))));

    // Then
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(missing.detail()).contains("there is no object");
    assertThat(another.detail()).contains(Sha256.of(file)).contains("1".repeat(64));
    assertThat(noLook.detail()).contains("line 1");
    assertThat(List.of(forbidden, missing, another, noLook))
        .allSatisfy(problem -> assertThat(problem.field()).isEqualTo("look"));
    assertThat(core.store.head(place("look-acme", text))).isEmpty();
  }

  @Test
  void shouldPostponeThePhotoWhenTheStoreIsAwayForItsLook() throws IOException {
    // Given
    byte[] file = cube(0.5);
    core.store.failBefore("head", () -> new StoreUnavailable("busy", null));

    // When
    ItemOutcome outcome = post("look-acme", Forms.withPhoto(7).part("look", file)).getFirst();

    // Then
    assertThat(outcome).isInstanceOf(ItemOutcome.Postponed.class);
  }

  private static String inBucket(String key, String sha256) {
    return "{\"bucket\": \"%s\", \"key\": \"%s\", \"sha256\": \"%s\"}"
        .formatted(BUCKET, key, sha256);
  }

  private long putsOf(Forms form) throws IOException {
    int before = core.store.calls().size();
    post("look-acme", form);
    List<String> calls = core.store.calls();
    return Collections.frequency(calls.subList(before, calls.size()), "putIfAbsent");
  }
}
