package io.tonework.ingest.request;

import io.tonework.ingest.multipart.SpooledFile;
import org.jspecify.annotations.Nullable;

/**
 * The photos whose edit is carried over, when they came with the request.
 *
 * @param before null when the photo itself is to become like {@code after}
 * @param after the finished one
 */
public record PostedReference(@Nullable SpooledFile before, SpooledFile after)
    implements AutoCloseable {
  /** A name that depends on their content alone. */
  String fingerprint() {
    return (before == null ? "" : before.sha256()) + "/" + after.sha256();
  }

  /** Deletes the files; more than once does no harm. */
  @Override
  public void close() {
    if (before != null) {
      before.close();
    }
    after.close();
  }
}
