package io.tonework.storage.s3;

import io.tonework.contracts.ObjectId;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns what the SDK throws into the kinds that callers tell apart. */
final class S3Failures {
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int PRECONDITION_FAILED = 412;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private S3Failures() {}

  /**
   * Runs a call.
   *
   * @param verb what it does, such as {@code reading}
   * @param id what it does it to
   */
  static <T> T call(String verb, ObjectId id, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw translate(verb, id, e);
    }
  }

  /** The kind of a failure of {@link #call}. */
  static StorageException translate(String verb, ObjectId id, SdkException cause) {
    for (Throwable inner = cause.getCause(); inner != null; inner = inner.getCause()) {
      // thrown while a response was read, and wrapped by the SDK
      if (inner instanceof StorageException ours) {
        return ours;
      }
    }
    if (cause instanceof AbortedException) {
      // the SDK clears the flag when it turns an interrupt into its own exception
      Thread.currentThread().interrupt();
    }
    return switch (status(cause)) {
      case NOT_FOUND -> new ObjectMissing(id, cause);
      case UNAUTHORIZED, FORBIDDEN -> new AccessDenied(verb + " " + id, cause);
      default -> new StoreUnavailable(verb + " " + id + " failed: " + cause.getMessage(), cause);
    };
  }

  /** The HTTP status of the answer; 0 when there was none. */
  static int status(SdkException cause) {
    return cause instanceof S3Exception answer ? answer.statusCode() : 0;
  }
}
