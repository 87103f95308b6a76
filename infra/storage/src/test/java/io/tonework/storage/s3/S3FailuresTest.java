package io.tonework.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ObjectId;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailuresTest {
  private static final ObjectId ID = new ObjectId("bucket", "key");

  @ParameterizedTest
  @CsvSource({"404, ObjectMissing", "401, AccessDenied", "403, AccessDenied"})
  void shouldNotBeWorthAnotherAttemptWhenTheAnswerIsFinal(int status, String kind) {
    // When
    StorageException failure = S3Failures.translate("reading", ID, answer(status));

    // Then
    assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(failure.isTransient()).isFalse();
    assertThat(failure).isInstanceOfAny(ObjectMissing.class, AccessDenied.class);
    assertThat(failure).hasMessageContaining("key");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 429, 500, 503})
  void shouldBeWorthAnotherAttemptWhenTheStoreMayRecover(int status) {
    // When
    StorageException failure = S3Failures.translate("reading", ID, answer(status));

    // Then
    assertThat(failure).isInstanceOf(StoreUnavailable.class).hasMessageContaining("reading");
    assertThat(failure.isTransient()).isTrue();
  }

  @Test
  void shouldBeWorthAnotherAttemptWhenNothingAnswered() {
    // Given
    SdkException silence = SdkClientException.create("connect timed out");

    // Then
    assertThat(S3Failures.status(silence)).isZero();
    assertThatThrownBy(() ->
            S3Failures.call(
                "reading",
                ID,
                () -> {
                  throw silence;
                }))
        .isInstanceOf(StoreUnavailable.class)
        .hasCause(silence);
  }

  @Test
  void shouldFindOurOwnFailureWhenTheClientWrappedIt() {
    // Given
    ObjectTooLarge ours = new ObjectTooLarge(ID, 5);
    SdkException wrapped = SdkClientException.create("cannot read", new RuntimeException(ours));

    // Then
    assertThat(S3Failures.translate("reading", ID, wrapped)).isSameAs(ours);
  }

  @Test
  void shouldKeepTheInterruptWhenTheClientSwallowedIt() {
    // When
    StorageException failure =
        S3Failures.translate("reading", ID, AbortedException.create("interrupted"));

    // Then
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure).isInstanceOf(StoreUnavailable.class);
  }

  private static SdkException answer(int status) {
    return (SdkException)
        S3Exception.builder().statusCode(status).message("status " + status).build();
  }
}
