package io.tonework.ingest.intake;

import io.tonework.service.problem.Problem;
import java.net.URI;
import java.time.Instant;

/** What became of one photo of a request. */
public sealed interface ItemOutcome {
  /** Its event is on the topic. */
  record Accepted(String photoId) implements ItemOutcome {}

  /**
   * Its bytes are awaited.
   *
   * @param photoId the photo
   * @param url where to put them
   * @param expiresAt until when
   */
  record AwaitingUpload(String photoId, URI url, Instant expiresAt) implements ItemOutcome {}

  /** It cannot be taken: sending it again gives the same. */
  record Refused(Problem problem) implements ItemOutcome {}

  /** It cannot be taken while so many others of its tenant are open. */
  record OverQuota(Problem problem) implements ItemOutcome {}

  /** It cannot be taken now: sending it again may help. */
  record Postponed(String detail, Throwable cause) implements ItemOutcome {}
}
