package io.tonework.ingest.request;

import io.tonework.ingest.multipart.SpooledFile;
import io.tonework.service.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The photos of one request.
 *
 * @param batch true when the sender wants an answer per photo, even for a single one
 * @param items the photos in the sender's order
 */
public record Submission(boolean batch, List<Item> items) implements AutoCloseable {
  /** Copies the list. */
  public Submission {
    items = List.copyOf(items);
  }

  /** Deletes the files that came with the request. */
  @Override
  public void close() {
    for (Item item : items) {
      if (item instanceof Posted posted) {
        posted.file().close();
        PostedReference reference = posted.reference();
        if (reference != null) {
          reference.close();
        }
      }
    }
  }

  /** One photo of a request. */
  public sealed interface Item {
    /** What names this item's content: equal for equal content. */
    List<String> fingerprint();
  }

  /**
   * A photo whose bytes came with the request.
   *
   * @param request what to do
   * @param file the bytes
   * @param filename the sender's name for it, only to find it again in the answer
   * @param reference the photos whose edit is carried over, if they came along
   */
  public record Posted(
      PhotoRequest request,
      SpooledFile file,
      @Nullable String filename,
      @Nullable PostedReference reference)
      implements Item {
    /** A photo that came alone. */
    public Posted(PhotoRequest request, SpooledFile file, @Nullable String filename) {
      this(request, file, filename, null);
    }

    @Override
    public List<String> fingerprint() {
      return reference == null
          ? List.of("posted", Fingerprints.of(request), file.sha256())
          : List.of("posted", Fingerprints.of(request), file.sha256(), reference.fingerprint());
    }
  }

  /**
   * A photo that lies in a bucket of the tenant.
   *
   * @param request what to do
   * @param bucket the bucket
   * @param key the key, decoded
   */
  public record FromSource(PhotoRequest request, String bucket, String key) implements Item {
    @Override
    public List<String> fingerprint() {
      return List.of("source", Fingerprints.of(request), bucket, key);
    }
  }

  /**
   * A photo that the sender will put with a presigned URL.
   *
   * @param request what to do
   */
  public record ForUpload(PhotoRequest request) implements Item {
    @Override
    public List<String> fingerprint() {
      return List.of("upload", Fingerprints.of(request));
    }
  }

  /**
   * A photo that cannot be taken.
   *
   * @param problem why
   * @param filename the sender's name for it, if it has one
   */
  public record Refused(Problem problem, @Nullable String filename) implements Item {
    @Override
    public List<String> fingerprint() {
      return List.of("refused", Fingerprints.of(problem));
    }
  }
}
