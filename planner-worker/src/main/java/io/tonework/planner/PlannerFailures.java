package io.tonework.planner;

import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.TooManyBytes;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.messaging.stage.Outcome;
import io.tonework.models.GenerationException;
import io.tonework.models.ModeUnavailableException;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectChanged;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.ViewsUnavailable;

/** What faults mean for the photo: tried again, or given up with a reason for the customer. */
final class PlannerFailures {
  static final String STAGE = "planner";

  /** A codec that crashes at this attempt, or a later one, is not started for the photo again. */
  private static final int MAX_CRASHES = 3;

  private PlannerFailures() {}

  /** Of reading the original. */
  static Outcome ofSource(StorageException e) {
    return switch (e) {
      case ObjectMissing _ -> reject(FailureCode.SOURCE_MISSING, e);
      case ObjectChanged _ -> reject(FailureCode.SOURCE_CHANGED, e);
      case ObjectTooLarge _ -> reject(FailureCode.TOO_MANY_BYTES, e);
      case AccessDenied _ -> reject(FailureCode.SOURCE_FORBIDDEN, e);
      case StoreUnavailable _, ViewsUnavailable _ ->
          Outcome.postpone("the original cannot be read: " + e.getMessage(), e);
    };
  }

  /**
   * Of looking at the picture.
   *
   * @param attempt which attempt this was, from 1
   */
  static Outcome ofImage(ImageException e, int attempt) {
    return switch (e) {
      case UnsupportedImage _ -> reject(FailureCode.UNSUPPORTED_FORMAT, e);
      case CorruptImage _ -> reject(FailureCode.CORRUPT_IMAGE, e);
      case TooManyPixels _ -> reject(FailureCode.TOO_MANY_PIXELS, e);
      case TooManyBytes _ -> reject(FailureCode.TOO_MANY_BYTES, e);
      // a busy machine deserves a second chance; a photo that is slow twice is given up
      case RenderCancelled _ ->
          attempt < 2
              ? Outcome.retry("decoding was given up: " + e.getMessage(), e)
              : reject(FailureCode.DEADLINE_EXCEEDED, e);
      case CodecCrashed _ ->
          attempt < MAX_CRASHES
              ? Outcome.retry(String.valueOf(e.getMessage()), e)
              : reject(FailureCode.CODEC_CRASHED, e);
    };
  }

  /** Of a mode that the bundle lacks. */
  static Outcome ofMode(ModeUnavailableException e) {
    return reject(FailureCode.MODE_UNAVAILABLE, e);
  }

  /** Of a plan that the model cannot write. */
  static Outcome ofGeneration(GenerationException e) {
    return reject(FailureCode.PLAN_IMPOSSIBLE, e);
  }

  /** Of a request that cannot be met, whatever the bundle. */
  static Outcome ofRequest(String fault) {
    return Outcome.reject(new Failure(FailureCode.INVALID_REQUEST, fault, STAGE));
  }

  private static Outcome reject(FailureCode code, RuntimeException e) {
    return Outcome.reject(new Failure(code, String.valueOf(e.getMessage()), STAGE), e);
  }
}
