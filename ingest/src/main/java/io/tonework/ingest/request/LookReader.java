package io.tonework.ingest.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.LookRef;
import io.tonework.contracts.ObjectId;
import io.tonework.service.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the look of a wish: {@code {"sha256", "strength"}} of one that was sent before, with {@code
 * "bucket", "key"} of one that lies elsewhere, or the form fields {@code look} and {@code
 * lookStrength}.
 */
final class LookReader {
  /** The field of JSON and the part of a form. */
  static final String FIELD = "look";

  /** The form field with its strength. */
  static final String STRENGTH_FIELD = "lookStrength";

  /** The fields of {@code look}. */
  static final Set<String> FIELDS = Set.of("sha256", "bucket", "key", "strength");

  private static final int MAX_DIGEST_CHARS = 200;
  private static final int MAX_BUCKET_CHARS = 255;
  private static final int MAX_KEY_CHARS = 1_024;

  private LookReader() {}

  /**
   * What a wish says of its look.
   *
   * @param ref digest and strength
   * @param source where the file lies; null when it should be in the store
   */
  record Wanted(LookRef ref, @Nullable LookSource source) {}

  /**
   * Reads {@code look} as JSON.
   *
   * @throws ProblemException naming the field that is wrong
   */
  static @Nullable Wanted read(Fields wish) {
    JsonNode json = wish.find(FIELD);
    if (json == null) {
      return null;
    }
    Fields look = wish.inside(FIELD, json);
    look.onlyKnown(FIELDS);
    String bucket = look.text("bucket", MAX_BUCKET_CHARS);
    String key = look.text("key", MAX_KEY_CHARS);
    if ((bucket == null) != (key == null)) {
      throw look.invalid(
          bucket == null ? "bucket" : "key", null, "a look in a bucket needs bucket and key");
    }
    LookRef ref = ref(look, "sha256", "strength");
    return new Wanted(
        ref,
        bucket == null || key == null ? null : new LookSource.InBucket(new ObjectId(bucket, key)));
  }

  /**
   * Reads the fields of a form, where a part with a file has become its digest.
   *
   * @throws ProblemException naming the field that is wrong
   */
  static @Nullable Wanted readForm(Fields form) {
    if (form.find(FIELD) == null) {
      if (form.find(STRENGTH_FIELD) != null) {
        throw form.invalid(STRENGTH_FIELD, null, "lookStrength needs a part look");
      }
      return null;
    }
    return new Wanted(ref(form, FIELD, STRENGTH_FIELD), null);
  }

  private static LookRef ref(Fields fields, String digestName, String strengthName) {
    String digest = fields.text(digestName, MAX_DIGEST_CHARS);
    if (digest == null) {
      throw fields.invalid(
          digestName,
          null,
          "a look is named by the SHA-256 of its .cube file; or send the file as the part look");
    }
    double strength = fields.fraction(strengthName, 1);
    try {
      return new LookRef(digest, strength);
    } catch (IllegalArgumentException e) {
      throw fields.invalid(digestName, digest, String.valueOf(e.getMessage()));
    }
  }
}
