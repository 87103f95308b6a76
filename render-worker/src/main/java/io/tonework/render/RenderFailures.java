package io.tonework.render;

import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.UnreadableJsonException;
import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.TooManyBytes;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.region.UnusableMask;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.RetryPolicy;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.installed.BundleMissingException;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectChanged;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.ViewsUnavailable;
import java.time.Duration;

/** Says of each fault whether it is tried again, rejects the photo, or stops the worker. */
final class RenderFailures {
  private static final String STAGE = "render";

  /** A codec that crashes at this attempt, or a later one, is not started for the photo again. */
  private static final int MAX_CRASHES = 3;

  /**
   * How hard a photo is tried: over two to three minutes, since during a rollout its bundle may
   * reach this worker later than the plan.
   */
  static final RetryPolicy RETRY =
      new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofMinutes(1), 0.5);

  private RenderFailures() {}

  /** The outcome of that fault. */
  static Outcome outcome(Throwable fault, Delivery delivery) {
    return switch (fault) {
      case BundleMissingException e -> bundleMissing(e, delivery);
      // a bundle that is just being copied is damaged for a moment
      case BundleException e -> bundleMissing(e, delivery);
      case PlanUnusableException e -> reject(FailureCode.PLAN_UNUSABLE, e);
      case UnreadableJsonException e -> reject(FailureCode.PLAN_UNUSABLE, e);
      case UnusableMask e -> reject(FailureCode.MASK_UNUSABLE, e);
      case RenderCancelled e -> cancelled(e, delivery);
      case CodecCrashed e -> crashed(e, delivery);
      case ImageException e -> reject(codeOf(e), e);
      case StorageException e -> storage(e);
      case InterruptedException e -> {
        Thread.currentThread().interrupt();
        yield Outcome.retry("interrupted", e);
      }
      // another photo may fit; one that never does uses its attempts up
      case OutOfMemoryError e -> Outcome.retry("not enough memory for this photo", e);
      default -> Outcome.retry(fault.toString(), fault);
    };
  }

  /** Another worker may have the bundle, or this one may get it; then the customer is told. */
  private static Outcome bundleMissing(RuntimeException e, Delivery delivery) {
    return RETRY.isExhausted(delivery.attempt())
        ? reject(FailureCode.PLAN_UNUSABLE, e)
        : Outcome.retry(String.valueOf(e.getMessage()), e);
  }

  /** A busy machine deserves a second chance; a photo that is slow twice is given up. */
  private static Outcome cancelled(RenderCancelled e, Delivery delivery) {
    return delivery.attempt() == 1 || delivery.isStale()
        ? Outcome.retry(String.valueOf(e.getMessage()), e)
        : reject(FailureCode.DEADLINE_EXCEEDED, e);
  }

  /**
   * The file may have been in bad company or short of memory; one that does it again is to blame.
   */
  private static Outcome crashed(CodecCrashed e, Delivery delivery) {
    return delivery.attempt() < MAX_CRASHES
        ? Outcome.retry(String.valueOf(e.getMessage()), e)
        : reject(FailureCode.CODEC_CRASHED, e);
  }

  private static FailureCode codeOf(ImageException e) {
    return switch (e) {
      case UnsupportedImage _ -> FailureCode.UNSUPPORTED_FORMAT;
      case CorruptImage _ -> FailureCode.CORRUPT_IMAGE;
      case TooManyPixels _ -> FailureCode.TOO_MANY_PIXELS;
      case TooManyBytes _ -> FailureCode.TOO_MANY_BYTES;
      case RenderCancelled _ -> FailureCode.DEADLINE_EXCEEDED;
      case CodecCrashed _ -> FailureCode.CODEC_CRASHED;
    };
  }

  /** Only faults of the source come here; those of our own bucket are told apart by the handler. */
  private static Outcome storage(StorageException fault) {
    return switch (fault) {
      case ObjectMissing e -> reject(FailureCode.SOURCE_MISSING, e);
      case ObjectChanged e -> reject(FailureCode.SOURCE_CHANGED, e);
      case ObjectTooLarge e -> reject(FailureCode.TOO_MANY_BYTES, e);
      case AccessDenied e -> reject(FailureCode.SOURCE_FORBIDDEN, e);
      case StoreUnavailable e -> Outcome.postpone(String.valueOf(e.getMessage()), e);
      case ViewsUnavailable e -> Outcome.postpone(String.valueOf(e.getMessage()), e);
    };
  }

  private static Outcome reject(FailureCode code, Exception cause) {
    return Outcome.reject(new Failure(code, String.valueOf(cause.getMessage()), STAGE), cause);
  }
}
