package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A finished photo in the store.
 *
 * @param object where it lies
 * @param contentType its media type, such as {@code image/jpeg}
 * @param widthPixels width after orientation was applied
 * @param heightPixels height after orientation was applied
 * @param sizeBytes length of the file
 * @param sha256 digest of its bytes, lower-case hex
 * @param warnings what is doubtful about the photo, in plain words: a part that was missing, a
 *     colour profile that could not be used; empty when there is nothing to say
 */
public record RenderedObject(
    ObjectId object,
    String contentType,
    int widthPixels,
    int heightPixels,
    long sizeBytes,
    String sha256,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
  /** Copies the list; there is none in events of earlier builds. */
  public RenderedObject {
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  /** One of which there is nothing to warn. */
  public RenderedObject(
      ObjectId object,
      String contentType,
      int widthPixels,
      int heightPixels,
      long sizeBytes,
      String sha256) {
    this(object, contentType, widthPixels, heightPixels, sizeBytes, sha256, List.of());
  }
}
