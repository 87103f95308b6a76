package io.tonework.ingest.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.ingest.request.Submission.ForUpload;
import io.tonework.ingest.request.Submission.FromSource;
import io.tonework.ingest.request.Submission.Item;
import io.tonework.ingest.request.Submission.Refused;
import io.tonework.service.binding.StrictJson;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON body of {@code POST /v1/photos}: one photo with {@code source} or {@code upload},
 * or a batch {@code {"photos": [...]}} of them. Thread-safe.
 */
public final class SubmissionReader {
  private final int maxPhotos;
  private final long maxPhotoBytes;
  private final Set<String> contentTypes;

  /**
   * A reader with these limits.
   *
   * @param maxPhotos the largest batch
   * @param maxPhotoBytes the largest photo
   * @param contentTypes the media types that may be announced for an upload
   */
  public SubmissionReader(int maxPhotos, long maxPhotoBytes, Set<String> contentTypes) {
    this.maxPhotos = maxPhotos;
    this.maxPhotoBytes = maxPhotoBytes;
    this.contentTypes = Set.copyOf(contentTypes);
  }

  /**
   * Reads the body. A bad photo of a batch becomes {@link Refused}.
   *
   * @throws ProblemException when the body, or its only photo, cannot be taken
   */
  public Submission read(byte[] body) {
    ObjectNode json = StrictJson.object(body);
    if (!json.has("photos")) {
      return new Submission(false, List.of(item(json)));
    }
    for (String name : (Iterable<String>) json::fieldNames) {
      if (!name.equals("photos")) {
        throw NewPhoto.invalid(
            name, null, "unknown field '" + Problem.excerpt(name) + "'; a batch has photos alone");
      }
    }
    if (!(json.get("photos") instanceof ArrayNode photos)) {
      throw NewPhoto.invalid("photos", null, "photos must be a JSON array");
    }
    return new Submission(true, items(photos));
  }

  private List<Item> items(ArrayNode photos) {
    checkCount(photos.size(), maxPhotos);
    List<Item> items = new ArrayList<>(photos.size());
    for (JsonNode photo : photos) {
      String path = "photos[" + items.size() + "]";
      try {
        if (!(photo instanceof ObjectNode object)) {
          throw new ProblemException(
              Problem.invalid(
                  "", Problem.excerpt(photo.toString()), path + " must be a JSON object"));
        }
        items.add(item(object));
      } catch (ProblemException e) {
        items.add(new Refused(e.problem().within(path), null));
      }
    }
    return items;
  }

  /** Refuses a batch without photos or with more than the limit. */
  static void checkCount(int count, int maxPhotos) {
    if (count < 1 || count > maxPhotos) {
      throw new ProblemException(
          Problem.invalid(
                  "photos", count, "a batch must have 1 to " + maxPhotos + " photos, not " + count)
              .limitedTo(maxPhotos));
    }
  }

  private Item item(ObjectNode json) {
    NewPhoto photo = StrictJson.bind(json, NewPhoto.class);
    if ((photo.source() == null) == (photo.upload() == null)) {
      throw NewPhoto.invalid(
          photo.source() == null ? "source" : "upload",
          null,
          "a photo needs either source {bucket, key} or upload {}; to send the bytes themselves"
              + " post multipart/form-data with a part named photo");
    }
    PhotoRequest wish = withReference(photo.wish(MaskUploads.NONE));
    if (photo.source() != null) {
      ObjectId source = photo.source().id("source");
      return new FromSource(wish, source.bucket(), source.key());
    }
    checkUpload(Objects.requireNonNull(photo.upload()));
    return new ForUpload(wish);
  }

  /** In JSON nothing can come along, so the photos of a reference must be named. */
  private static PhotoRequest withReference(PhotoRequest request) {
    if (request.retouch().mode() == Mode.REFERENCE && request.reference() == null) {
      throw new ProblemException(
          Problem.invalid(
              "reference",
              null,
              "reference is required in reference mode: {before: {bucket, key}, after: {bucket,"
                  + " key}}, or after alone for a photo to look like"));
    }
    return request;
  }

  private void checkUpload(NewPhoto.Upload upload) {
    String contentType = upload.contentType();
    if (contentType != null && !contentTypes.contains(contentType)) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.UNSUPPORTED_FORMAT,
                  "upload.contentType must be one of "
                      + String.join(", ", contentTypes.stream().sorted().toList())
                      + ", not "
                      + Problem.excerpt(contentType))
              .at("upload.contentType", contentType));
    }
    Long sizeBytes = upload.sizeBytes();
    if (sizeBytes != null && sizeBytes > maxPhotoBytes) {
      throw new ProblemException(tooManyBytes("upload.sizeBytes", sizeBytes, maxPhotoBytes));
    }
  }

  /** The problem of a photo that is too long. */
  public static Problem tooManyBytes(String field, @Nullable Long sizeBytes, long maxPhotoBytes) {
    return Problem.of(
            ProblemType.TOO_MANY_BYTES,
            "a photo may have at most "
                + maxPhotoBytes
                + " bytes"
                + (sizeBytes == null ? "" : ", not " + sizeBytes))
        .at(field, sizeBytes)
        .limitedTo(maxPhotoBytes);
  }
}
