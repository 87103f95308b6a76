package io.tonework.messaging;

import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.SourceObject;
import java.time.Instant;

/** Events that the tests send around. */
public final class Photos {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Photos() {}

  public static PhotoUploaded uploaded(String photoId) {
    return new PhotoUploaded(
        "acme",
        photoId,
        "ann",
        new SourceObject("inbox", photoId + ".jpg", "etag-" + photoId, 1_000),
        RetouchRequest.auto(),
        null,
        NOON);
  }

  public static Failure corrupt() {
    return new Failure(FailureCode.CORRUPT_IMAGE, "the file ends early", "planner");
  }

  public static PhotoFailed failed(String photoId) {
    return PhotoFailed.of(uploaded(photoId), corrupt(), NOON);
  }
}
