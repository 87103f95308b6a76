package io.tonework.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ObjectId;
import io.tonework.storage.ObjectTooLarge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

class WholeObjectTest {
  private static final ObjectId ID = new ObjectId("bucket", "key");
  private static final byte[] FIVE = {1, 2, 3, 4, 5};

  private final AtomicBoolean aborted = new AtomicBoolean();

  @Test
  void shouldReadWhatWasAnnouncedUpToTheLimit() {
    assertThat(new WholeObject(ID, 5).transform(announcing(5L), body(FIVE))).isEqualTo(FIVE);
    assertThat(new WholeObject(ID, 0).transform(announcing(0L), body(new byte[0]))).isEmpty();
    assertThat(aborted).isFalse();
  }

  @Test
  void shouldReadToTheEndWhenNoLengthWasAnnounced() {
    assertThat(new WholeObject(ID, 5).transform(announcing(null), body(FIVE))).isEqualTo(FIVE);
  }

  @Test
  void shouldGiveTheConnectionUpWhenTheObjectIsTooLong() {
    // When, Then
    assertThatThrownBy(() -> new WholeObject(ID, 4).transform(announcing(5L), body(FIVE)))
        .isInstanceOf(ObjectTooLarge.class)
        .hasMessageContaining("key");
    assertThat(aborted).isTrue();
  }

  @Test
  void shouldNotReadOnBeyondTheLimitWhenNoLengthWasAnnounced() {
    // When, Then
    assertThatThrownBy(() -> new WholeObject(ID, 4).transform(announcing(null), body(FIVE)))
        .isInstanceOf(ObjectTooLarge.class);
    assertThat(aborted).isTrue();
  }

  @Test
  void shouldAskForAnotherAttemptWhenTheBodyEndsEarly() {
    // When, Then
    assertThatThrownBy(
            () -> new WholeObject(ID, 9).transform(announcing(5L), body(Arrays.copyOf(FIVE, 3))))
        .isInstanceOf(RetryableException.class)
        .hasMessageContaining("3 of 5 bytes");
    assertThat(aborted).isTrue();
  }

  @Test
  void shouldAskForAnotherAttemptWhenTheConnectionBreaks() {
    // Given
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };

    // When, Then
    assertThatThrownBy(() ->
            new WholeObject(ID, 9)
                .transform(
                    announcing(5L), AbortableInputStream.create(breaking, () -> aborted.set(true))))
        .isInstanceOf(RetryableException.class)
        .hasMessageContaining("connection reset");
    assertThat(aborted).isTrue();
  }

  private static GetObjectResponse announcing(@Nullable Long length) {
    return GetObjectResponse.builder().contentLength(length).build();
  }

  private AbortableInputStream body(byte[] bytes) {
    return AbortableInputStream.create(new ByteArrayInputStream(bytes), () -> aborted.set(true));
  }
}
