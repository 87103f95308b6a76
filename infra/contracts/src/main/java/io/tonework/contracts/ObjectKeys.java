package io.tonework.contracts;

import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.PlanId;
import io.tonework.contracts.identity.Sha256Hex;
import io.tonework.contracts.identity.TenantName;

/**
 * Where things lie in Tonework's own bucket. Keys are derived, so a second write meets the first;
 * they are built here alone and from checked ids, so no key leaves its tenant's part of the bucket.
 */
public final class ObjectKeys {
  /** Prefix of originals that came through the API. */
  public static final String ORIGINALS = "originals/";

  /** Prefix of objects that clients put with a presigned URL. */
  public static final String UPLOADS = "uploads/";

  private ObjectKeys() {}

  /** The original of a photo that was posted to the API. */
  public static String original(TenantName tenant, PhotoId photoId) {
    return ORIGINALS + tenant + "/" + photoId;
  }

  /** A photo whose edit is carried over; {@code which} is {@code before} or {@code after}. */
  public static String reference(TenantName tenant, PhotoId photoId, String which) {
    return "references/" + tenant + "/" + photoId + "/" + which;
  }

  /** Where a presigned PUT lands: {@code uploads/tenant/photoId}. */
  public static String upload(TenantName tenant, PhotoId photoId) {
    return UPLOADS + tenant + "/" + photoId;
  }

  /** The request that waits for its presigned PUT. */
  public static String request(TenantName tenant, PhotoId photoId) {
    return "requests/" + tenant + "/" + photoId + ".json";
  }

  /** The mark that a photo's {@link PhotoUploaded} is on the topic. */
  public static String announced(TenantName tenant, PhotoId photoId) {
    return "announced/" + tenant + "/" + photoId;
  }

  /** What an idempotency key was used for first. */
  public static String idempotency(TenantName tenant, String idempotencyKey) {
    // clients choose their keys freely; a derived name fits into an object key whatever they chose
    return "idempotency/" + tenant + "/" + Ids.derive("idempotency", idempotencyKey) + ".json";
  }

  /** The mask of a region, by its content: one that serves many photos lies there once. */
  public static String mask(TenantName tenant, Sha256Hex sha256) {
    return "masks/" + tenant + "/" + sha256 + ".png";
  }

  /** The plan of a photo: one per photo, whoever writes it first. */
  public static String plan(TenantName tenant, PhotoId photoId) {
    return "plans/" + tenant + "/" + photoId + ".json";
  }

  /** The finished photo. */
  public static String retouched(TenantName tenant, PlanId planId, String extension) {
    return "retouched/" + tenant + "/" + planId + "." + extension;
  }

  /** The plan's look as a {@code .cube} file. */
  public static String lut(TenantName tenant, PlanId planId) {
    return "luts/" + tenant + "/" + planId + ".cube";
  }

  /** A tenant's own look that requests may name: a {@code .cube} file under its digest. */
  public static String look(TenantName tenant, Sha256Hex sha256) {
    return "looks/" + tenant + "/" + sha256 + ".cube";
  }
}
