package io.tonework.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import io.tonework.storage.ObjectChanged;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.object.ListedObject;
import io.tonework.storage.object.Listing;
import io.tonework.storage.object.ObjectBody;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import io.tonework.storage.object.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store must do; each implementation runs it. */
public abstract class ObjectStoreContract {
  private static final String BUCKET = "contract";
  private static final String TEXT = "text/plain";
  private static final long LIMIT = 1 << 20;

  @TempDir private Path directory;

  abstract ObjectStore store();

  @BeforeEach
  void makeBucket() {
    store().ensureBucket(BUCKET);
  }

  @Test
  void shouldGiveBackWhatWasPut() {
    // Given
    ObjectId id = fresh("put");

    // When
    StoredObject put = store().put(id, bytes("hello"), TEXT);

    // Then
    assertThat(store().get(id, LIMIT)).isEqualTo(bytes("hello"));
    StoredObject found = store().head(id).orElseThrow();
    assertThat(found.etag()).isEqualTo(put.etag()).doesNotContain("\"");
    assertThat(found.sizeBytes()).isEqualTo(5).isEqualTo(put.sizeBytes());
    assertThat(found.contentType()).isEqualTo(TEXT);
    assertThat(found.lastModified())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  @Test
  void shouldKeepMetadataOfTheWriterThatWon() {
    // Given
    ObjectId id = fresh("metadata");
    Map<String, String> metadata =
        Map.of("tonework-sha256", "ab".repeat(32), "tonework-width", "6");

    // When
    PutOutcome won = store().putIfAbsent(id, ObjectBody.of(bytes("first")), TEXT, metadata);
    PutOutcome lost =
        store().putIfAbsent(id, ObjectBody.of(bytes("2nd")), TEXT, Map.of("tonework-width", "7"));

    // Then
    assertThat(won).isInstanceOf(PutOutcome.Written.class);
    assertThat(won.object().metadata()).isEqualTo(metadata);
    assertThat(lost).isInstanceOf(PutOutcome.AlreadyThere.class);
    assertThat(lost.object().metadata()).isEqualTo(metadata);
    assertThat(store().head(id).orElseThrow().metadata()).isEqualTo(metadata);
  }

  @Test
  void shouldHaveNoMetadataWhenNoneWasPut() {
    // Given
    ObjectId id = fresh("plain");

    // When
    store().putIfAbsent(id, bytes("plain"), TEXT);

    // Then
    assertThat(store().head(id).orElseThrow().metadata()).isEmpty();
  }

  @Test
  void shouldKeepKeysWithBlanksAndForeignLetters() {
    // Given
    ObjectId id = fresh("Fotos 2026/Grüße+Küsse (1) & 100%.jpg");

    // When
    store().put(id, bytes("x"), TEXT);

    // Then
    assertThat(store().get(id, LIMIT)).isEqualTo(bytes("x"));
    assertThat(store().list(BUCKET, id.key(), null, 10).objects())
        .extracting(ListedObject::id)
        .containsExactly(id);
  }

  @Test
  void shouldListKeysWithCharactersThatXmlCannotHold() {
    // Given
    String prefix = fresh("odd keys").key();
    List<ObjectId> ids =
        Stream.of("a\u0001b+c%20 d.jpg", "e\nf.jpg", "g.jpg")
            .map(name -> new ObjectId(BUCKET, prefix + "/" + name))
            .toList();

    // When
    ids.forEach(id -> store().put(id, bytes("x"), TEXT));

    // Then
    assertThat(store().list(BUCKET, prefix + "/", null, 10).objects())
        .extracting(ListedObject::id)
        .containsExactlyElementsOf(ids);
    assertThat(store().list(BUCKET, prefix + "/", ids.getFirst().key(), 10).objects())
        .extracting(ListedObject::id)
        .containsExactlyElementsOf(ids.subList(1, 3));
    assertThat(store().get(ids.getFirst(), LIMIT)).isEqualTo(bytes("x"));
  }

  @Test
  void shouldPutAFileOfSeveralMegabytes() throws IOException {
    // Given
    byte[] content = new byte[6_000_000];
    new Random(1).nextBytes(content);
    Path file = Files.write(directory.resolve("photo"), content);
    ObjectId id = fresh("file");

    // When
    StoredObject put = store().put(id, file, "image/jpeg");

    // Then
    assertThat(put.sizeBytes()).isEqualTo(content.length);
    assertThat(store().get(id, content.length)).isEqualTo(content);
  }

  @Test
  void shouldKeepTheFirstWhenPutIfAbsentMeetsAnObject() {
    // Given
    ObjectId id = fresh("absent");
    PutOutcome first = store().putIfAbsent(id, bytes("first"), TEXT);

    // When
    PutOutcome second = store().putIfAbsent(id, bytes("second"), TEXT);

    // Then
    assertThat(first).isInstanceOf(PutOutcome.Written.class);
    assertThat(second).isInstanceOf(PutOutcome.AlreadyThere.class);
    assertThat(second.object().etag()).isEqualTo(first.object().etag());
    assertThat(store().get(id, LIMIT)).isEqualTo(bytes("first"));
  }

  @Test
  void shouldLetOneWriterWinWhenManyPutIfAbsentAtOnce() throws Exception {
    // Given
    ObjectId id = fresh("race");
    List<Callable<PutOutcome>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      byte[] mine = bytes("writer " + i);
      writers.add(() -> store().putIfAbsent(id, mine, TEXT));
    }

    // When
    List<PutOutcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<PutOutcome> outcome : threads.invokeAll(writers)) {
        outcomes.add(outcome.get());
      }
    }

    // Then
    assertThat(outcomes).filteredOn(it -> it instanceof PutOutcome.Written).hasSize(1);
    assertThat(outcomes)
        .extracting(it -> it.object().etag())
        .containsOnly(store().head(id).orElseThrow().etag());
  }

  @Test
  void shouldSayThatTheObjectIsMissing() {
    // Given
    ObjectId id = fresh("missing");

    // Then
    assertThat(store().head(id)).isEmpty();
    assertThatThrownBy(() -> store().get(id, LIMIT)).isInstanceOf(ObjectMissing.class);
    assertThatThrownBy(() -> store().open(id)).isInstanceOf(ObjectMissing.class);
    assertThatThrownBy(() -> store().range(id, 0, 10)).isInstanceOf(ObjectMissing.class);
    assertThatThrownBy(
            () -> store().getExactly(new SourceObject(BUCKET, id.key(), "abc", 1), LIMIT))
        .isInstanceOf(ObjectMissing.class);
    assertThatCode(() -> store().delete(id)).doesNotThrowAnyException();
  }

  @Test
  void shouldReadExactlyTheAnnouncedBytesOrSayThatTheyChanged() {
    // Given
    ObjectId id = fresh("exact");
    SourceObject source = store().put(id, bytes("announced"), TEXT).toSource();
    assertThat(store().getExactly(source, LIMIT)).isEqualTo(bytes("announced"));

    // When
    store().put(id, bytes("overwritten"), TEXT);

    // Then
    assertThatThrownBy(() -> store().getExactly(source, LIMIT))
        .isInstanceOf(ObjectChanged.class)
        .hasMessageContaining(source.etag());
  }

  @Test
  void shouldStopReadingAtTheLimit() {
    // Given
    ObjectId id = fresh("large");
    SourceObject source = store().put(id, new byte[100_001], TEXT).toSource();

    // Then
    assertThat(store().get(id, 100_001)).hasSize(100_001);
    assertThatThrownBy(() -> store().get(id, 100_000))
        .isInstanceOf(ObjectTooLarge.class)
        .hasMessageContaining("100000 bytes");
    assertThatThrownBy(() -> store().getExactly(source, 10)).isInstanceOf(ObjectTooLarge.class);
  }

  @Test
  void shouldReadRangesUpToTheEnd() {
    // Given
    ObjectId id = fresh("range");
    store().put(id, bytes("0123456789"), TEXT);

    // Then
    assertThat(store().range(id, 2, 3)).isEqualTo(bytes("234"));
    assertThat(store().range(id, 8, 100)).isEqualTo(bytes("89"));
    assertThat(store().range(id, 10, 5)).isEmpty();
  }

  @Test
  void shouldStreamAnObject() throws IOException {
    // Given
    ObjectId id = fresh("stream");
    store().put(id, bytes("stream me"), TEXT);

    // When
    try (InputStream in = store().open(id)) {
      // Then
      assertThat(in.readAllBytes()).isEqualTo(bytes("stream me"));
    }
  }

  @Test
  void shouldListInPagesAndInKeyOrder() {
    // Given
    String prefix = fresh("list").key();
    for (String name : List.of("c", "a", "d", "b", "e")) {
      store().put(new ObjectId(BUCKET, prefix + "/" + name), bytes(name + name), TEXT);
    }

    // When
    List<String> keys = new ArrayList<>();
    String startAfter = null;
    int pages = 0;
    do {
      Listing page = store().list(BUCKET, prefix + "/", startAfter, 2);
      page.objects().forEach(it -> keys.add(it.id().key().substring(prefix.length() + 1)));
      page.objects().forEach(it -> assertThat(it.sizeBytes()).isEqualTo(2));
      startAfter = page.nextStartAfter();
      pages++;
    } while (startAfter != null);

    // Then
    assertThat(keys).containsExactly("a", "b", "c", "d", "e");
    assertThat(pages).isEqualTo(3);
    assertThat(store().list(BUCKET, prefix + "/nothing", null, 2).objects()).isEmpty();
  }

  @Test
  void shouldListTheSameETagAsHead() {
    // Given
    ObjectId id = fresh("etag");
    StoredObject put = store().put(id, bytes("x"), TEXT);

    // Then
    assertThat(store().list(BUCKET, id.key(), null, 1).objects())
        .extracting(ListedObject::toSource)
        .containsExactly(put.toSource());
  }

  @Test
  void shouldLetAnyoneWithTheUrlReadAndPut() throws Exception {
    // Given
    ObjectId id = fresh("presigned");
    try (HttpClient anyone = HttpClient.newHttpClient()) {
      // When
      URI put = store().presignPut(id, Duration.ofMinutes(1));
      int putStatus =
          anyone
              .send(
                  HttpRequest.newBuilder(put)
                      .header("Content-Type", "image/jpeg")
                      .PUT(HttpRequest.BodyPublishers.ofString("sent by a browser"))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      URI get = store().presignGet(id, Duration.ofMinutes(1));
      HttpResponse<String> read =
          anyone.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofString());
      URI unsigned = URI.create(get.toString().replaceFirst("\\?.*", ""));
      int unsignedStatus =
          anyone
              .send(
                  HttpRequest.newBuilder(unsigned).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode();

      // Then
      assertThat(putStatus).isEqualTo(200);
      assertThat(read.statusCode()).isEqualTo(200);
      assertThat(read.body()).isEqualTo("sent by a browser");
      assertThat(store().head(id).orElseThrow().contentType()).isEqualTo("image/jpeg");
      assertThat(unsignedStatus).isEqualTo(403);
    }
  }

  @Test
  void shouldDeleteForGood() {
    // Given
    ObjectId id = fresh("delete");
    store().put(id, bytes("x"), TEXT);

    // When
    store().delete(id);

    // Then
    assertThat(store().head(id)).isEmpty();
  }

  @Test
  void shouldMakeABucketOnce() {
    // Given
    String bucket = "bucket-" + Long.toString(System.nanoTime(), 36);
    assertThatThrownBy(() -> store().get(new ObjectId(bucket, "x"), 1))
        .isInstanceOf(ObjectMissing.class);

    // When
    store().ensureBucket(bucket);
    store().ensureBucket(bucket);

    // Then
    assertThat(store().list(bucket, "", null, 10).objects()).isEmpty();
  }

  static ObjectId fresh(String name) {
    return new ObjectId(BUCKET, Long.toString(System.nanoTime(), 36) + "/" + name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
