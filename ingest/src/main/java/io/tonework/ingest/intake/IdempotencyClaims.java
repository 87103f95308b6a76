package io.tonework.ingest.intake;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Ids;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.request.Submission;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Remembers what an {@code Idempotency-Key} was used for. The memory is an object with a
 * conditional put, so it holds when Redis is empty and when two requests race. Thread-safe.
 */
public final class IdempotencyClaims {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final int MAX_CLAIM_BYTES = 16 * 1024;

  /**
   * The first use of a key.
   *
   * @param fingerprint names the content of the request
   * @param acceptedAt when it came; repetitions take their times from here
   */
  public record Claim(String fingerprint, Instant acceptedAt) {}

  /**
   * What a claim of a key came to.
   *
   * @param acceptedAt when the key was claimed first
   * @param first whether that was now: nothing was taken in under the key before
   */
  public record Claimed(Instant acceptedAt, boolean first) {}

  private final ObjectStore store;
  private final String bucket;

  /**
   * Claims in that bucket.
   *
   * @param bucket Tonework's own bucket
   */
  public IdempotencyClaims(ObjectStore store, String bucket) {
    this.store = store;
    this.bucket = bucket;
  }

  /**
   * Claims the key for this content.
   *
   * @throws ProblemException when the key is none, or was claimed for other content
   */
  public Claimed claim(TenantName tenant, String key, Submission submission, Instant now) {
    if (!KEY.matcher(key).matches()) {
      throw new ProblemException(
          Problem.invalid(
              "Idempotency-Key",
              key,
              "the Idempotency-Key must be 1 to 255 visible ASCII characters"));
    }
    ObjectId id = new ObjectId(bucket, ObjectKeys.idempotency(tenant, key));
    Claim mine = new Claim(fingerprint(submission), now);
    return switch (store.putIfAbsent(id, ContractsJson.writeBytes(mine), "application/json")) {
      case PutOutcome.Written _ -> new Claimed(mine.acceptedAt(), true);
      case PutOutcome.AlreadyThere _ -> new Claimed(repetition(id, key, mine), false);
    };
  }

  private Instant repetition(ObjectId id, String key, Claim mine) {
    Claim first = ContractsJson.read(store.get(id, MAX_CLAIM_BYTES), Claim.class);
    if (!first.fingerprint().equals(mine.fingerprint())) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.IDEMPOTENCY_KEY_REUSED,
                  "this Idempotency-Key was used on "
                      + first.acceptedAt()
                      + " for a request with other content; use a new key for a new request")
              .at("Idempotency-Key", key));
    }
    return first.acceptedAt();
  }

  private static String fingerprint(Submission submission) {
    return Ids.derive(
        submission.items().stream()
            .map(item -> Ids.derive(item.fingerprint().toArray(String[]::new)))
            .toArray(String[]::new));
  }
}
