package io.tonework.storage;

import io.tonework.contracts.SourceObject;
import org.jspecify.annotations.Nullable;

/** Other bytes lie where the announced ones were. */
public final class ObjectChanged extends StorageException {
  private static final long serialVersionUID = 1L;

  /** That object. */
  public ObjectChanged(SourceObject source, @Nullable Throwable cause) {
    super(
        "s3://"
            + source.bucket()
            + "/"
            + source.key()
            + " was overwritten: its ETag no longer is "
            + source.etag()
            + "; announce the new object instead",
        cause);
  }
}
