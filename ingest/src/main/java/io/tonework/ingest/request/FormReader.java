package io.tonework.ingest.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.tonework.service.binding.StrictJson;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a multipart submission: one or more parts {@code photo}, and either a JSON part {@code
 * request} or plain form fields, before or after them; masks of regions as parts {@code mask.NAME},
 * a {@code .cube} file as part {@code look}. Thread-safe.
 */
public final class FormReader {
  private static final String PHOTO = "photo";
  private static final String REQUEST = "request";
  private static final String BEFORE = "reference_before";
  private static final String LOOK = "look";
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

  /** What a form has brought so far. */
  private static final class Parts {
    final List<PhotoPart> photos = new ArrayList<>();
    final MaskUploads masks = new MaskUploads();
    final Map<String, PhotoPart> references = new LinkedHashMap<>();
    final Map<String, String> fields = new LinkedHashMap<>();
    @Nullable LookPart look;
  }

  /**
   * Reads the body to its end. The files of the result are the caller's to close.
   *
   * @param contentType names the boundary; null when the body came without one
   * @throws ProblemException when the form cannot be taken; no file stays behind
   * @throws IOException when the sender went away; no file stays behind
   */
  public Submission read(@Nullable String contentType, InputStream body) throws IOException {
    if (contentType == null) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.UNSUPPORTED_FORMAT,
                  "the body has no Content-Type; send multipart/form-data or application/json")
              .at(HttpHeaders.CONTENT_TYPE, null));
    }
    Parts parts = new Parts();
    boolean handedOver = false;
    try {
      readParts(contentType, body, parts);
      Submission submission = submission(parts);
      handedOver = true;
      return submission;
    } catch (MalformedMultipartException e) {
      throw new ProblemException(
          Problem.of(ProblemType.MALFORMED_REQUEST, "the form cannot be read: " + e.getMessage())
              .at(e.field(), null));
    } catch (TooManyBytesException e) {
      throw new ProblemException(
          Problem.of(ProblemType.TOO_MANY_BYTES, String.valueOf(e.getMessage()))
              .at(e.field(), null)
              .limitedTo(e.limitBytes()));
    } finally {
      if (!handedOver) {
        parts.photos.stream().map(PhotoPart::file).forEach(FormReader::close);
        parts.references.values().stream().map(PhotoPart::file).forEach(FormReader::close);
      }
    }
  }

  private static void close(@Nullable SpooledFile file) {
    if (file != null) {
      file.close();
    }
  }

  private void readParts(String contentType, InputStream body, Parts parts) throws IOException {
    MultipartReader reader =
        new MultipartReader(body, MultipartReader.boundaryOf(contentType), maxBodyBytes);
    for (Optional<PartHeaders> part = reader.next(); part.isPresent(); part = reader.next()) {
      PartHeaders headers = part.get();
      requirePlain(headers);
      if (headers.name().equals(PHOTO)) {
        SubmissionReader.checkCount(parts.photos.size() + 1, maxPhotos);
        parts.photos.add(photo(headers, reader.body()));
      } else if (headers.name().startsWith(NewRegion.PART_PREFIX)) {
        mask(headers, reader.body(), parts.masks);
      } else if (headers.name().equals(LOOK)) {
        look(reader.body(), parts);
      } else if (headers.name().equals(BEFORE) || headers.name().equals(AFTER)) {
        if (parts.references.containsKey(headers.name())) {
          throw new ProblemException(
              Problem.invalid(headers.name(), null, headers.name() + " may come only once"));
        }
        parts.references.put(headers.name(), photo(headers, reader.body()));
      } else if (headers.name().equals(REQUEST) || FormFields.names().contains(headers.name())) {
        String value = field(headers, reader.body());
        if (parts.fields.putIfAbsent(headers.name(), value) != null) {
          throw NewPhoto.invalid(
              headers.name(), null, headers.name() + " comes twice; send it once");
        }
      } else {
        throw new ProblemException(
            Problem.invalid(
                headers.name(),
                null,
                "unknown form field '"
                    + Problem.excerpt(headers.name())
                    + "'; the fields are photo, request, mask.NAME, reference_before,"
                    + " reference_after, "
                    + String.join(", ", FormFields.names())));
      }
    }
  }

  /** Nobody would decode it: the encoded text would be taken for the thing itself. */
  private static void requirePlain(PartHeaders headers) {
    if (headers.coding() != null) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.UNSUPPORTED_FORMAT,
                  "parts are read as they are; send this one without a Content-Transfer-Encoding"
                      + " or Content-Encoding")
              .at(headers.name(), headers.coding()));
    }
  }

  private PhotoPart photo(PartHeaders headers, InputStream body) throws IOException {
    // what is too long is skipped to its end, so that the other photos of the form still arrive
    return new PhotoPart(headers.filename(), spool.write(body, maxPhotoBytes).orElse(null));
  }

  private static void mask(PartHeaders headers, InputStream body, MaskUploads masks)
      throws IOException {
    String region = headers.name().substring(NewRegion.PART_PREFIX.length());
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

  private static void look(InputStream body, Parts parts) throws IOException {
    if (parts.look != null) {
      throw new ProblemException(Problem.invalid(LOOK, null, "a form has one part look"));
    }
    parts.look = LookPart.read(body);
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
    return StrictJson.utf8(headers.name(), bytes);
  }

  private Submission submission(Parts parts) {
    if (parts.photos.isEmpty()) {
      throw new ProblemException(
          Problem.invalid(PHOTO, null, "the form has no part named photo with the photo's bytes"));
    }
    MaskUploads masks = parts.masks.size() == 0 ? MaskUploads.NONE : parts.masks;
    PhotoRequest request = request(parts.fields, masks, parts.look);
    PostedReference reference = reference(request, parts.references);
    List<Item> items = new ArrayList<>();
    for (PhotoPart photo : parts.photos) {
      items.add(item(request, photo, reference));
    }
    if (reference != null && items.stream().noneMatch(Submission.Posted.class::isInstance)) {
      // no photo was taken that would bring its files to whoever closes them
      reference.close();
    }
    return new Submission(parts.photos.size() > 1, items);
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

  private static PhotoRequest request(
      Map<String, String> fields, MaskUploads masks, @Nullable LookPart look) {
    String json = fields.get(REQUEST);
    if (json == null) {
      return fromFields(fields, masks, look);
    }
    if (fields.size() > 1) {
      throw new ProblemException(
          Problem.invalid(
              REQUEST, null, "send either the JSON part request or single form fields, not both"));
    }
    ObjectNode wish = StrictJson.object(REQUEST, json);
    try {
      for (String elsewhere : List.of("source", "upload")) {
        if (wish.has(elsewhere)) {
          throw NewPhoto.invalid(
              elsewhere, null, elsewhere + " has no place here: a form brings its photo as a part");
        }
      }
      if (look != null) {
        look.nameIn(wish);
      }
      PhotoRequest request = StrictJson.bind(wish, NewPhoto.class).wish(masks);
      return look == null ? request : request.withLookFrom(look.source());
    } catch (ProblemException e) {
      throw new ProblemException(e.problem().within(REQUEST));
    }
  }

  private static PhotoRequest fromFields(
      Map<String, String> fields, MaskUploads masks, @Nullable LookPart look) {
    if (look == null) {
      return FormFields.read(fields, masks);
    }
    Map<String, String> named = new LinkedHashMap<>(fields);
    named.put(LOOK, look.sha256());
    return FormFields.read(named, masks).withLookFrom(look.source());
  }
}
