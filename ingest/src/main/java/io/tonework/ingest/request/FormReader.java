package io.tonework.ingest.request;

import io.tonework.contracts.Mode;
import io.tonework.contracts.RetouchRequest;
import io.tonework.imaging.region.MaskFile;
import io.tonework.ingest.multipart.MalformedMultipartException;
import io.tonework.ingest.multipart.MultipartReader;
import io.tonework.ingest.multipart.PartHeaders;
import io.tonework.ingest.multipart.Spool;
import io.tonework.ingest.multipart.SpooledFile;
import io.tonework.ingest.multipart.TooManyBytesException;
import io.tonework.ingest.request.Submission.Item;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a multipart submission: one or more parts {@code photo}, and either a JSON part {@code
 * request} or plain form fields, before or after them; masks of regions as parts {@code mask.NAME}.
 * Thread-safe.
 */
public final class FormReader {
  private static final String PHOTO = "photo";
  private static final String REQUEST = "request";
  private static final String BEFORE = "reference_before";
  private static final String AFTER = "reference_after";
  private static final int MAX_FIELD_BYTES = 64 * 1024;

  private final Spool spool;
  private final int maxPhotos;
  private final long maxPhotoBytes;
  private final long maxBodyBytes;

  /**
   * A reader with these limits.
   *
   * @param maxPhotos the most parts {@code photo}
   * @param maxPhotoBytes the largest of them
   * @param maxBodyBytes the largest body
   */
  public FormReader(Spool spool, int maxPhotos, long maxPhotoBytes, long maxBodyBytes) {
    this.spool = spool;
    this.maxPhotos = maxPhotos;
    this.maxPhotoBytes = maxPhotoBytes;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** A part {@code photo} as it came: a file, or too long. */
  private record PhotoPart(@Nullable String filename, @Nullable SpooledFile file) {}

  /** What came besides the fields. */
  private record Parts(
      List<PhotoPart> photos, MaskUploads masks, Map<String, PhotoPart> references) {}

  /**
   * Reads the body to its end. The files of the result are the caller's to close.
   *
   * @throws ProblemException when the form cannot be taken; no file stays behind
   * @throws IOException when the sender went away; no file stays behind
   */
  public Submission read(String contentType, InputStream body) throws IOException {
    List<PhotoPart> photos = new ArrayList<>();
    MaskUploads masks = new MaskUploads();
    Map<String, PhotoPart> references = new LinkedHashMap<>();
    boolean handedOver = false;
    try {
      Parts parts = new Parts(photos, masks, references);
      Submission submission = submission(readParts(contentType, body, parts), parts);
      handedOver = true;
      return submission;
    } catch (MalformedMultipartException e) {
      throw new ProblemException(
          Problem.of(ProblemType.MALFORMED_REQUEST, "the form cannot be read: " + e.getMessage()));
    } catch (TooManyBytesException e) {
      throw new ProblemException(
          Problem.of(ProblemType.TOO_MANY_BYTES, String.valueOf(e.getMessage()))
              .limitedTo(e.limitBytes()));
    } finally {
      if (!handedOver) {
        photos.stream().map(PhotoPart::file).forEach(FormReader::close);
        references.values().stream().map(PhotoPart::file).forEach(FormReader::close);
      }
    }
  }

  private static void close(@Nullable SpooledFile file) {
    if (file != null) {
      file.close();
    }
  }

  private Map<String, String> readParts(String contentType, InputStream body, Parts parts)
      throws IOException {
    MultipartReader reader =
        new MultipartReader(body, MultipartReader.boundaryOf(contentType), maxBodyBytes);
    Map<String, String> fields = new LinkedHashMap<>();
    for (Optional<PartHeaders> part = reader.next(); part.isPresent(); part = reader.next()) {
      PartHeaders headers = part.get();
      if (headers.name().equals(PHOTO)) {
        SubmissionReader.checkCount(parts.photos().size() + 1, maxPhotos);
        parts.photos().add(photo(headers, reader.body()));
      } else if (headers.name().startsWith(RegionsReader.PART_PREFIX)) {
        mask(headers, reader.body(), parts.masks());
      } else if (headers.name().equals(BEFORE) || headers.name().equals(AFTER)) {
        if (parts.references().containsKey(headers.name())) {
          throw new ProblemException(
              Problem.invalid(headers.name(), null, headers.name() + " may come only once"));
        }
        parts.references().put(headers.name(), photo(headers, reader.body()));
      } else if (headers.name().equals(REQUEST)
          || RequestReader.FORM_FIELDS.contains(headers.name())) {
        fields.put(headers.name(), field(headers, reader.body()));
      } else {
        throw new ProblemException(
            Problem.invalid(
                headers.name(),
                null,
                "unknown form field '"
                    + headers.name()
                    + "'; the fields are photo, request, mask.NAME, reference_before,"
                    + " reference_after, "
                    + String.join(", ", RequestReader.FORM_FIELDS.stream().sorted().toList())));
      }
    }
    return fields;
  }

  private PhotoPart photo(PartHeaders headers, InputStream body) throws IOException {
    // what is too long is skipped to its end, so that the other photos of the form still arrive
    return new PhotoPart(headers.filename(), spool.write(body, maxPhotoBytes).orElse(null));
  }

  private static void mask(PartHeaders headers, InputStream body, MaskUploads masks)
      throws IOException {
    String region = headers.name().substring(RegionsReader.PART_PREFIX.length());
    byte[] png = body.readNBytes(MaskFile.MAX_BYTES + 1);
    if (png.length > MaskFile.MAX_BYTES) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.TOO_MANY_BYTES,
                  "a mask may have at most " + MaskFile.MAX_BYTES + " bytes")
              .at(headers.name(), null)
              .limitedTo(MaskFile.MAX_BYTES));
    }
    if (masks.size() == RetouchRequest.MAX_REGIONS || !masks.add(region, png)) {
      throw new ProblemException(
          Problem.invalid(
              headers.name(),
              null,
              "a form has one mask a region and at most " + RetouchRequest.MAX_REGIONS));
    }
  }

  private static String field(PartHeaders headers, InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_FIELD_BYTES + 1);
    if (bytes.length > MAX_FIELD_BYTES) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.TOO_MANY_BYTES,
                  "form field "
                      + headers.name()
                      + " may have at most "
                      + MAX_FIELD_BYTES
                      + " bytes")
              .at(headers.name(), null)
              .limitedTo(MAX_FIELD_BYTES));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Submission submission(Map<String, String> fields, Parts parts) {
    if (parts.photos().isEmpty()) {
      throw new ProblemException(
          Problem.invalid(PHOTO, null, "the form has no part named photo with the photo's bytes"));
    }
    MaskUploads masks = parts.masks();
    PhotoRequest request = request(fields, masks.size() == 0 ? MaskUploads.NONE : masks);
    PostedReference reference = reference(request, parts.references());
    List<Item> items = new ArrayList<>();
    for (PhotoPart photo : parts.photos()) {
      items.add(item(request, photo, reference));
    }
    return new Submission(parts.photos().size() > 1, items);
  }

  private @Nullable PostedReference reference(
      PhotoRequest request, Map<String, PhotoPart> references) {
    boolean wanted = request.retouch().mode() == Mode.REFERENCE;
    if (references.isEmpty()) {
      if (wanted && request.reference() == null) {
        throw new ProblemException(
            Problem.invalid(
                AFTER,
                null,
                "reference mode needs the parts reference_before and reference_after, or"
                    + " reference_after alone for a photo to look like"));
      }
      return null;
    }
    if (!wanted || request.reference() != null) {
      throw new ProblemException(
          Problem.invalid(
              references.keySet().iterator().next(),
              null,
              "parts reference_before and reference_after belong to reference mode, and exclude"
                  + " the field reference"));
    }
    PhotoPart before = references.get(BEFORE);
    return new PostedReference(
        before == null ? null : whole(BEFORE, before), whole(AFTER, references.get(AFTER)));
  }

  private SpooledFile whole(String name, @Nullable PhotoPart part) {
    if (part == null) {
      throw new ProblemException(Problem.invalid(name, null, "the part " + name + " is missing"));
    }
    SpooledFile file = part.file();
    if (file == null) {
      throw new ProblemException(SubmissionReader.tooManyBytes(name, null, maxPhotoBytes));
    }
    return file;
  }

  private Item item(PhotoRequest request, PhotoPart photo, @Nullable PostedReference reference) {
    return photo.file() == null
        ? new Submission.Refused(
            SubmissionReader.tooManyBytes(PHOTO, null, maxPhotoBytes), photo.filename())
        : new Submission.Posted(request, photo.file(), photo.filename(), reference);
  }

  private static PhotoRequest request(Map<String, String> fields, MaskUploads masks) {
    String json = fields.get(REQUEST);
    if (json == null) {
      return RequestReader.fromForm(fields, masks);
    }
    if (fields.size() > 1) {
      throw new ProblemException(
          Problem.invalid(
              REQUEST, null, "send either the JSON part request or single form fields, not both"));
    }
    try {
      return RequestReader.fromJson(
          RequestReader.parse(json.getBytes(StandardCharsets.UTF_8)), masks);
    } catch (ProblemException e) {
      throw new ProblemException(e.problem().within(REQUEST));
    }
  }
}
