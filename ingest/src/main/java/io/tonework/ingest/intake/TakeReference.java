package io.tonework.ingest.intake;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.ReferencePair;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.imaging.file.ImageSniffer;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.ingest.multipart.SpooledFile;
import io.tonework.ingest.request.PostedReference;
import io.tonework.ingest.request.ReferenceRequest;
import io.tonework.ingest.request.SubmissionReader;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.StoredObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the photos whose edit is carried over: keeps those that were posted, pins those that lie
 * in a bucket to the version that lies there now. Thread-safe.
 */
final class TakeReference {
  private final ObjectStore store;
  private final String bucket;
  private final PhotoChecks checks;
  private final long maxPhotoBytes;

  /**
   * @param bucket Tonework's own
   */
  TakeReference(ObjectStore store, String bucket, PhotoChecks checks, long maxPhotoBytes) {
    this.store = store;
    this.bucket = bucket;
    this.checks = checks;
    this.maxPhotoBytes = maxPhotoBytes;
  }

  /** Keeps posted files under keys of the photo they came with. */
  ReferencePair keep(TenantName tenant, PhotoId photoId, PostedReference posted, String prefix) {
    SpooledFile before = posted.before();
    return new ReferencePair(
        before == null ? null : keep(tenant, photoId, "before", before, prefix),
        keep(tenant, photoId, "after", posted.after(), prefix));
  }

  private SourceObject keep(
      TenantName tenant, PhotoId photoId, String which, SpooledFile file, String prefix) {
    ImageFormat format = checks.check(file, prefix + "reference_" + which);
    return store
        .putIfAbsent(
            new ObjectId(bucket, ObjectKeys.reference(tenant, photoId, which)),
            file.path(),
            format.mediaType())
        .object()
        .toSource();
  }

  /** Looks the named objects up. */
  ReferencePair pin(Tenant tenant, ReferenceRequest named, String prefix) {
    return new ReferencePair(
        find(tenant, named.before(), prefix + "reference.before"),
        Objects.requireNonNull(find(tenant, named.after(), prefix + "reference.after")));
  }

  private @Nullable SourceObject find(Tenant tenant, @Nullable ObjectId id, String field) {
    if (id == null) {
      return null;
    }
    if (!tenant.mayRead(id.bucket(), id.key())) {
      throw refusal(
          ProblemType.FORBIDDEN_SOURCE,
          field,
          "this tenant may not name " + Problem.excerpt(id.toString()));
    }
    try {
      StoredObject object =
          store
              .head(id)
              .orElseThrow(() ->
                  refusal(
                      ProblemType.SOURCE_MISSING,
                      field,
                      "there is no object " + Problem.excerpt(id.toString())));
      if (object.sizeBytes() > maxPhotoBytes) {
        throw new ProblemException(
            SubmissionReader.tooManyBytes(field, object.sizeBytes(), maxPhotoBytes));
      }
      checks.checkFormat(
          object.sizeBytes() == 0 ? new byte[0] : store.range(id, 0, ImageSniffer.HEAD_BYTES),
          field);
      return object.toSource();
    } catch (AccessDenied e) {
      throw refusal(
          ProblemType.FORBIDDEN_SOURCE,
          field,
          Problem.excerpt(id.toString())
              + " may not be read by Tonework; grant its role s3:GetObject there");
    }
  }

  private static ProblemException refusal(ProblemType type, String field, String detail) {
    return new ProblemException(Problem.of(type, detail).at(field, null));
  }
}
