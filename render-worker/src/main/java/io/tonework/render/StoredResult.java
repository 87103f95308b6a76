package io.tonework.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.RenderedObject;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.identity.PlanId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.storage.object.ListedObject;
import io.tonework.storage.object.Listing;
import io.tonework.storage.object.ObjectBody;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import io.tonework.storage.object.StoredObject;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finished photos in the store, each with its facts in its metadata, so that telling of one again
 * needs no download. Thread-safe.
 */
final class StoredResult {
  private static final String SHA256 = "tonework-sha256";
  private static final String WIDTH = "tonework-width";
  private static final String HEIGHT = "tonework-height";

  /** One to a line, percent-encoded as in a URL: headers hold neither lines nor every letter. */
  private static final String WARNINGS = "tonework-warnings";

  private final ObjectStore store;
  private final ImageCodec codec;
  private final String bucket;
  private final long maxBytes;

  StoredResult(ObjectStore store, ImageCodec codec, String bucket, long maxBytes) {
    this.store = store;
    this.codec = codec;
    this.bucket = bucket;
    this.maxBytes = maxBytes;
  }

  /** The plan's finished photo, if it lies there. */
  Optional<RenderedObject> find(TenantName tenant, PlanId planId) {
    // the extension is not known before the original is read, so the key is looked up by its stem
    String stem = ObjectKeys.retouched(tenant, planId, "");
    Listing found = store.list(bucket, stem, null, 1);
    return found.objects().stream()
        .findFirst()
        .map(ListedObject::id)
        .flatMap(store::head)
        .map(this::facts);
  }

  /**
   * Stores the plan's finished photo unless one lies there.
   *
   * @return the facts of the photo that lies there, whoever wrote it
   */
  RenderedObject put(TenantName tenant, PlanId planId, RenderedFile file) {
    ObjectId id = new ObjectId(bucket, ObjectKeys.retouched(tenant, planId, file.extension()));
    Map<String, String> metadata = new HashMap<>();
    metadata.put(SHA256, file.sha256());
    metadata.put(WIDTH, Integer.toString(file.widthPixels()));
    metadata.put(HEIGHT, Integer.toString(file.heightPixels()));
    if (!file.warnings().isEmpty()) {
      metadata.put(WARNINGS, URLEncoder.encode(String.join("\n", file.warnings()), UTF_8));
    }
    PutOutcome outcome =
        store.putIfAbsent(id, ObjectBody.of(file.bytes()), file.contentType(), metadata);
    return facts(outcome.object());
  }

  private RenderedObject facts(StoredObject found) {
    return inMetadata(found).orElseGet(() -> inBytes(found.id()));
  }

  private static Optional<RenderedObject> inMetadata(StoredObject found) {
    String sha256 = found.metadata().get(SHA256);
    String width = found.metadata().get(WIDTH);
    String height = found.metadata().get(HEIGHT);
    if (sha256 == null || width == null || height == null) {
      return Optional.empty();
    }
    return Optional.of(
        new RenderedObject(
            found.id(),
            found.contentType(),
            Integer.parseInt(width),
            Integer.parseInt(height),
            found.sizeBytes(),
            sha256,
            warnings(found.metadata().get(WARNINGS))));
  }

  private static List<String> warnings(@Nullable String written) {
    return written == null ? List.of() : URLDecoder.decode(written, UTF_8).lines().toList();
  }

  /** Of a photo that was written by an earlier build, or to a store that keeps no metadata. */
  private RenderedObject inBytes(ObjectId id) {
    byte[] bytes = store.get(id, maxBytes);
    ImageInfo info = codec.probe(bytes);
    return new RenderedObject(
        id,
        info.format().mediaType(),
        info.uprightWidth(),
        info.uprightHeight(),
        bytes.length,
        Sha256.of(bytes));
  }
}
