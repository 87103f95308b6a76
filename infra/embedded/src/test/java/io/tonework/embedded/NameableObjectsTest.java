package io.tonework.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

class NameableObjectsTest {
  private static final String BUCKET = "inbox";

  @TempDir private Path directory;
  private BlobStore store;

  @BeforeEach
  void makeBucket() {
    store = new NameableObjects(new FilesystemNio2BlobStore(directory.toString()));
    store.createContainer(BUCKET);
  }

  static String[] keysThatNoFileCanHave() {
    return new String[] {
      "k".repeat(219),
      "k".repeat(1_000) + ".jpg",
      "in/" + "\u00e9".repeat(110),
      "k".repeat(256) + "/a.jpg"
    };
  }

  @ParameterizedTest
  @MethodSource("keysThatNoFileCanHave")
  void shouldTellTheClientWhenNoFileCanHaveTheKey(String key) {
    // When / Then
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(
            () -> store.blobMetadata(HeadObjectRequest.builder().bucket(BUCKET).key(key).build()));
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(
            () -> store.getBlob(GetObjectRequest.builder().bucket(BUCKET).key(key).build()));
    assertThat(store.blobExists(BUCKET, key)).isFalse();
    store.removeBlob(BUCKET, key);
    assertThatThrownBy(() -> put(key))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
  }

  @Test
  void shouldKeepAnObjectWhenItsNamesAreAsLongAsAFileMayHave() {
    // Given
    String key = "d".repeat(218) + "/" + "\u00e9".repeat(100) + "/" + "k".repeat(218);

    // When
    put(key);

    // Then
    assertThat(store.blobExists(BUCKET, key)).isTrue();
  }

  private void put(String key) {
    store.putBlob(
        PutObjectRequest.builder().bucket(BUCKET).key(key).contentLength(3L).build(),
        new ByteArrayInputStream(new byte[3]));
  }
}
