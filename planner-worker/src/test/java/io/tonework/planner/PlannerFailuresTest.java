package io.tonework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.FailureCode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.TooManyBytes;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.messaging.stage.Outcome;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectChanged;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which faults cost the customer the photo, and which only time. */
class PlannerFailuresTest {
  private static final ObjectId OBJECT = new ObjectId("bucket", "a.jpg");

  @ParameterizedTest
  @MethodSource("faultsOfTheSource")
  void shouldTellTheCustomerWhatIsWrongWithTheSource(StorageException fault, FailureCode code) {
    assertRejected(PlannerFailures.ofSource(fault), code, fault);
  }

  static Stream<Arguments> faultsOfTheSource() {
    return Stream.of(
        Arguments.of(new ObjectMissing(OBJECT, null), FailureCode.SOURCE_MISSING),
        Arguments.of(
            new ObjectChanged(new SourceObject("bucket", "a.jpg", "e", 1), null),
            FailureCode.SOURCE_CHANGED),
        Arguments.of(new ObjectTooLarge(OBJECT, 5), FailureCode.TOO_MANY_BYTES),
        Arguments.of(new AccessDenied("get", null), FailureCode.SOURCE_FORBIDDEN));
  }

  @Test
  void shouldTryAgainWhenTheStoreDoesNotAnswer() {
    assertThat(PlannerFailures.ofSource(new StoreUnavailable("no answer", null)))
        .isInstanceOfSatisfying(
            Outcome.Postpone.class, later -> assertThat(later.why()).contains("no answer"));
  }

  @ParameterizedTest
  @MethodSource("faultsOfThePicture")
  void shouldGiveAPictureUpAtOnceThatNoAttemptMends(ImageException fault, FailureCode code) {
    assertRejected(PlannerFailures.ofImage(fault, 1), code, fault);
  }

  static Stream<Arguments> faultsOfThePicture() {
    return Stream.of(
        Arguments.of(new UnsupportedImage("a text"), FailureCode.UNSUPPORTED_FORMAT),
        Arguments.of(new CorruptImage("cut off"), FailureCode.CORRUPT_IMAGE),
        Arguments.of(new TooManyPixels("2e9"), FailureCode.TOO_MANY_PIXELS),
        Arguments.of(new TooManyBytes("2e9"), FailureCode.TOO_MANY_BYTES));
  }

  @Test
  void shouldGiveASlowPictureASecondChanceAndACrashTwo() {
    // Given
    RenderCancelled slow = new RenderCancelled("the deadline passed");
    CodecCrashed crash = new CodecCrashed("signal 11");
    // When
    // Then
    assertThat(PlannerFailures.ofImage(slow, 1)).isInstanceOf(Outcome.Retry.class);
    assertRejected(PlannerFailures.ofImage(slow, 2), FailureCode.DEADLINE_EXCEEDED, slow);
    assertThat(PlannerFailures.ofImage(crash, 1)).isInstanceOf(Outcome.Retry.class);
    assertThat(PlannerFailures.ofImage(crash, 2)).isInstanceOf(Outcome.Retry.class);
    assertRejected(PlannerFailures.ofImage(crash, 3), FailureCode.CODEC_CRASHED, crash);
  }

  private static void assertRejected(Outcome outcome, FailureCode code, Exception fault) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> {
              assertThat(reject.failure().code()).isEqualTo(code);
              assertThat(reject.failure().stage()).isEqualTo("planner");
              assertThat(reject.failure().message()).isEqualTo(fault.getMessage());
              assertThat(reject.cause()).isSameAs(fault);
            });
  }
}
