package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.SourceObject;
import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.TooManyBytes;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectChanged;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.ViewsUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which faults cost the customer the photo, and which only time. */
class RenderFailuresTest {
  private static final ObjectId OBJECT = new ObjectId("bucket", "a.jpg");
  private static final SourceObject SOURCE = new SourceObject("bucket", "a.jpg", "e1", 1);

  @ParameterizedTest
  @MethodSource("hopeless")
  void shouldGiveThePhotoUpAtOnceWhenNoAttemptMendsIt(Exception fault, FailureCode code) {
    assertRejected(RenderFailures.outcome(fault, attempt(1, false)), code, fault);
  }

  static Stream<Arguments> hopeless() {
    return Stream.of(
        Arguments.of(
            catchThrowable(() -> ContractsJson.read(new byte[] {'{', '}'}, Plan.class)),
            FailureCode.PLAN_UNUSABLE),
        Arguments.of(new UnsupportedImage("a text"), FailureCode.UNSUPPORTED_FORMAT),
        Arguments.of(new CorruptImage("cut off"), FailureCode.CORRUPT_IMAGE),
        Arguments.of(new TooManyPixels("2e9"), FailureCode.TOO_MANY_PIXELS),
        Arguments.of(new TooManyBytes("2e9"), FailureCode.TOO_MANY_BYTES),
        Arguments.of(new ObjectMissing(OBJECT, null), FailureCode.SOURCE_MISSING),
        Arguments.of(new ObjectChanged(SOURCE, null), FailureCode.SOURCE_CHANGED),
        Arguments.of(new ObjectTooLarge(OBJECT, 5), FailureCode.TOO_MANY_BYTES),
        Arguments.of(new AccessDenied("get", null), FailureCode.SOURCE_FORBIDDEN));
  }

  @Test
  void shouldTryAgainHoweverOftenWhenThePhotoIsNotToBlame() {
    for (Throwable fault :
        List.of(new OutOfMemoryError("no heap"), new IllegalStateException("a fault of ours"))) {
      for (int number : new int[] {1, 2, 5}) {
        // When
        Outcome outcome = RenderFailures.outcome(fault, attempt(number, false));
        // Then
        assertThat(outcome)
            .as("%s at attempt %d", fault, number)
            .isInstanceOfSatisfying(
                Outcome.Retry.class, retry -> assertThat(retry.cause()).isSameAs(fault));
      }
    }
  }

  @Test
  void shouldGiveASlowPhotoASecondChanceAndMoreWhenTheWorkWasTakenAway() {
    // Given
    RenderCancelled slow = new RenderCancelled("the deadline passed");
    // When, Then
    assertThat(RenderFailures.outcome(slow, attempt(1, false))).isInstanceOf(Outcome.Retry.class);
    assertRejected(
        RenderFailures.outcome(slow, attempt(2, false)), FailureCode.DEADLINE_EXCEEDED, slow);
    assertThat(RenderFailures.outcome(slow, attempt(2, true)))
        .as("it was stopped because the record is another worker's now")
        .isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void shouldBlameThePhotoForTheThirdCrash() {
    // Given
    CodecCrashed crash = new CodecCrashed("signal 11");
    // When, Then
    assertThat(RenderFailures.outcome(crash, attempt(1, false))).isInstanceOf(Outcome.Retry.class);
    assertThat(RenderFailures.outcome(crash, attempt(2, false))).isInstanceOf(Outcome.Retry.class);
    assertRejected(
        RenderFailures.outcome(crash, attempt(3, false)), FailureCode.CODEC_CRASHED, crash);
  }

  @Test
  void shouldPostponeWhenAServerIsAway() {
    for (StorageException fault :
        List.of(new StoreUnavailable("no answer", null), new ViewsUnavailable("no answer", null))) {
      // When
      Outcome outcome = RenderFailures.outcome(fault, attempt(1, false));
      // Then
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Postpone.class, later -> assertThat(later.cause()).isSameAs(fault));
    }
  }

  @Test
  void shouldStayInterruptedWhenTheWorkerIsToEnd() {
    // When
    Outcome outcome = RenderFailures.outcome(new InterruptedException(), attempt(1, false));
    // Then
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isInstanceOf(Outcome.Retry.class);
  }

  private static void assertRejected(Outcome outcome, FailureCode code, Exception fault) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> {
              assertThat(reject.failure().code()).isEqualTo(code);
              assertThat(reject.failure().stage()).isEqualTo("render");
              assertThat(reject.failure().message()).isEqualTo(fault.getMessage());
              assertThat(reject.cause()).isSameAs(fault);
            });
  }

  private static Delivery attempt(int number, boolean isStale) {
    PhotoUploaded photo =
        new PhotoUploaded(
            "acme", "photo1", null, SOURCE, RetouchRequest.auto(), null, Instant.EPOCH);
    return new Delivery(
        photo, "topic", 0, 0, number, TraceContext.fresh(), Instant.EPOCH, () -> isStale);
  }
}
