package io.tonework.ingest.intake;

import io.tonework.contracts.LookRef;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.identity.Sha256Hex;
import io.tonework.ingest.request.LookFile;
import io.tonework.ingest.request.LookSource;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Puts the look of a request into the store, under a key made of its digest, before a photo that
 * names it is announced. Thread-safe.
 *
 * @param bucket Tonework's own
 */
record KeepLook(ObjectStore store, String bucket) {
  /**
   * Returns when the look lies where renders will find it.
   *
   * @param fieldPrefix of the photo in a problem
   * @throws ProblemException when it is not there, not the tenant's to name, or no look
   * @throws io.tonework.storage.StoreUnavailable when it cannot be stored now
   */
  void keep(Tenant tenant, PhotoRequest request, String fieldPrefix) {
    LookRef look = request.retouch().look();
    if (look == null) {
      return;
    }
    ObjectId id =
        new ObjectId(bucket, ObjectKeys.look(tenant.name(), new Sha256Hex(look.sha256())));
    // the photos of an album share one look: only the first of them sends megabytes to the store
    if (store.head(id).isEmpty()) {
      byte[] file = file(tenant, look, request.lookSource(), fieldPrefix + "look");
      PutOutcome _ = store.putIfAbsent(id, file, "text/plain");
    }
  }

  private byte[] file(Tenant tenant, LookRef look, @Nullable LookSource source, String field) {
    return switch (source) {
      case LookSource.Sent(byte[] file) -> file;
      case LookSource.InBucket(ObjectId object) -> {
        byte[] file = fetched(tenant, object, field);
        LookFile.check(file, look, field);
        yield file;
      }
      case null ->
          throw new ProblemException(
              Problem.invalid(
                  field,
                  look.sha256(),
                  "this tenant has no look with that digest; send the .cube file once as the part"
                      + " look of a form, or name the bucket and key where it lies"));
    };
  }

  private byte[] fetched(Tenant tenant, ObjectId object, String field) {
    if (!tenant.mayRead(object.bucket(), object.key())) {
      throw refused(
          ProblemType.FORBIDDEN_SOURCE,
          "this tenant may not name " + Problem.excerpt(object.toString()) + " as a look",
          object,
          field);
    }
    try {
      return store.get(object, LookFile.MAX_BYTES);
    } catch (ObjectMissing e) {
      throw refused(
          ProblemType.SOURCE_MISSING,
          "there is no object " + Problem.excerpt(object.toString()),
          object,
          field);
    } catch (ObjectTooLarge e) {
      throw new ProblemException(LookFile.tooManyBytes(field));
    } catch (AccessDenied e) {
      throw refused(
          ProblemType.FORBIDDEN_SOURCE,
          Problem.excerpt(object.toString())
              + " may not be read by Tonework; grant its role s3:GetObject there",
          object,
          field);
    }
  }

  private static ProblemException refused(
      ProblemType type, String detail, ObjectId object, String field) {
    return new ProblemException(Problem.of(type, detail).at(field, object.toString()));
  }
}
