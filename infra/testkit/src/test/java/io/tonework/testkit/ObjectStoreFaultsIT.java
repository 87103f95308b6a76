package io.tonework.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ObjectId;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import io.tonework.storage.s3.S3Effort;
import io.tonework.storage.s3.S3ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the object store behaves when the way to it, or S3 itself, is broken. */
@WithServers
class ObjectStoreFaultsIT {
  private static final String SLOW_DOWN =
      "<Error><Code>SlowDown</Code><Message>Reduce your request rate</Message></Error>";
  private static final S3Effort EFFORT =
      new S3Effort(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(30), 3, 8);

  private final ObjectStore direct;
  private final TcpProxy proxy;
  private final ObjectStore store;
  private final ObjectId id =
      new ObjectId(TestServers.BUCKET, "faults/" + Long.toString(System.nanoTime(), 36));

  ObjectStoreFaultsIT(TestServers servers) {
    URI endpoint = Objects.requireNonNull(servers.s3().endpoint());
    direct = S3ObjectStore.connect(servers.s3());
    proxy = TcpProxy.to(endpoint.getHost(), endpoint.getPort());
    store =
        S3ObjectStore.connect(
            servers
                .s3()
                .withEndpoint(URI.create("http://127.0.0.1:" + proxy.port()))
                .withEffort(EFFORT));
  }

  @BeforeEach
  void put() {
    direct.put(id, "bytes".getBytes(StandardCharsets.UTF_8), "text/plain");
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    direct.close();
    proxy.close();
  }

  @Test
  void shouldTryAgainWhenThrottled() {
    // Given
    proxy.answerNext(2, 503, SLOW_DOWN);

    // When
    byte[] read = store.get(id, 100);

    // Then
    assertThat(read).hasSize(5);
    assertThat(proxy.answered()).isEqualTo(2);
  }

  @Test
  void shouldSayThatTheStoreIsUnavailableAfterTheLastAttempt() {
    // Given
    proxy.answerNext(10, 500, "<Error><Code>InternalError</Code></Error>");

    // When
    assertThatThrownBy(() -> store.get(id, 100))
        // Then
        .isInstanceOf(StoreUnavailable.class)
        .matches(it -> ((StorageException) it).isTransient())
        .hasMessageContaining(id.key());
    assertThat(proxy.answered()).isEqualTo(3);
  }

  @Test
  void shouldNotTryAgainWhatWillNotChange() {
    // Given
    proxy.answerNext(10, 403, "<Error><Code>AccessDenied</Code></Error>");

    // When
    assertThatThrownBy(() -> store.get(id, 100))
        // Then
        .isInstanceOf(AccessDenied.class);
    assertThat(proxy.answered()).isEqualTo(1);
  }

  @Test
  void shouldCountALostRaceAsAlreadyThere() {
    // Given: Amazon answers 409 while two conditional puts race
    proxy.answerNext(1, 409, "<Error><Code>ConditionalRequestConflict</Code></Error>");

    // When
    PutOutcome outcome = store.putIfAbsent(id, new byte[3], "text/plain");

    // Then
    assertThat(outcome).isInstanceOf(PutOutcome.AlreadyThere.class);
    assertThat(outcome.object().sizeBytes()).isEqualTo(5);
  }

  @Test
  void shouldSayThatTheStoreIsUnavailableWhenTheWireIsCutAndComeBackWithIt() {
    // Given
    proxy.cut();
    assertThatThrownBy(() -> store.get(id, 100)).isInstanceOf(StoreUnavailable.class);

    // When
    proxy.mend();

    // Then
    assertThat(store.get(id, 100)).hasSize(5);
  }

  @Test
  void shouldFailAfterTheEffectWhenADecoratorSaysSo() {
    // Given
    ObjectId fresh = new ObjectId(TestServers.BUCKET, id.key() + "-fresh");
    FaultyObjectStore faulty = new FaultyObjectStore(direct);
    faulty.failAfter("putIfAbsent", () -> new StoreUnavailable("the answer was lost", null));

    // When
    assertThatThrownBy(() -> faulty.putIfAbsent(fresh, new byte[3], "text/plain"))
        .isInstanceOf(StoreUnavailable.class);

    // Then
    assertThat(faulty.putIfAbsent(fresh, new byte[4], "text/plain"))
        .isInstanceOf(PutOutcome.AlreadyThere.class);
    assertThat(faulty.calls()).containsExactly("putIfAbsent", "putIfAbsent");
  }
}
