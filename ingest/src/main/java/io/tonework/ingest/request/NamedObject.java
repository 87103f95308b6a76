package io.tonework.ingest.request;

import io.tonework.contracts.ObjectId;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Checks the name of an object that a request gives, before a store is asked for it. */
final class NamedObject {
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private NamedObject() {}

  /**
   * The object of that name.
   *
   * @param path of the object in the request, such as {@code source}
   * @throws ProblemException when no store has a bucket or a key of that name
   */
  static ObjectId of(String path, String bucket, String key) {
    if (!BUCKET.matcher(bucket).matches()) {
      throw NewPhoto.invalid(
          path + ".bucket",
          bucket,
          path + ".bucket must be the name of a bucket: letters, digits, dots and hyphens");
    }
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > ObjectId.MAX_KEY_BYTES) {
      throw new ProblemException(
          Problem.invalid(
                  path + ".key",
                  key,
                  path
                      + ".key must have at most "
                      + ObjectId.MAX_KEY_BYTES
                      + " bytes in UTF-8, not "
                      + bytes)
              .limitedTo(ObjectId.MAX_KEY_BYTES));
    }
    return new ObjectId(bucket, key);
  }
}
