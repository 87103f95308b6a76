package io.tonework.storage.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ObjectId;
import io.tonework.embedded.EmbeddedS3;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.object.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedS3ObjectStoreIT extends ObjectStoreContract {
  @SuppressWarnings("NullAway.Init")
  private EmbeddedS3 server;

  private ObjectStore store;

  @BeforeAll
  void start(@TempDir Path directory) {
    server = EmbeddedS3.start(directory, 0, "key", "secret-key");
    store = S3ObjectStore.connect(settings(server.endpoint(), "secret-key"));
  }

  @AfterAll
  void stop() {
    store.close();
    server.close();
  }

  @Override
  ObjectStore store() {
    return store;
  }

  @Test
  void shouldSayThatAccessIsDeniedWhenTheSecretIsWrong() {
    // Given
    try (ObjectStore stranger = S3ObjectStore.connect(settings(server.endpoint(), "guessed"))) {
      ObjectId id = fresh("secret");
      store.put(id, new byte[1], "text/plain");

      // When
      assertThatThrownBy(() -> stranger.get(id, 1))
          // Then
          .isInstanceOf(AccessDenied.class)
          .hasMessageContaining("check the credentials");
    }
  }

  static S3Settings settings(URI endpoint, String secretKey) {
    return new S3Settings(
        endpoint, "us-east-1", "key", secretKey, true, "contract", null, S3Effort.DEFAULT);
  }
}
