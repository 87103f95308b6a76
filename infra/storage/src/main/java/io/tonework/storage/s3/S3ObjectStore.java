package io.tonework.storage.s3;

import static io.tonework.storage.s3.S3Failures.CONFLICT;
import static io.tonework.storage.s3.S3Failures.NOT_FOUND;
import static io.tonework.storage.s3.S3Failures.PRECONDITION_FAILED;
import static io.tonework.storage.s3.S3Failures.call;
import static io.tonework.storage.s3.S3Failures.status;
import static io.tonework.storage.s3.S3Failures.translate;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import io.tonework.storage.ObjectChanged;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.object.ListedObject;
import io.tonework.storage.object.Listing;
import io.tonework.storage.object.ObjectBody;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import io.tonework.storage.object.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * An object store that speaks S3: Amazon's, MinIO, Ceph or the embedded one.
 *
 * <p>It needs of the store: conditional puts ({@code If-None-Match: *}), conditional reads ({@code
 * If-Match}), ranges and ListObjectsV2. Each call is retried by the SDK with backoff and jitter, as
 * {@link S3Effort} says, before it is {@link StoreUnavailable}. Thread-safe; it owns a connection
 * pool that {@link #close} gives back.
 */
public final class S3ObjectStore implements ObjectStore {
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client client;
  private final S3Presigner presigner;

  private S3ObjectStore(S3Client client, S3Presigner presigner) {
    this.client = client;
    this.presigner = presigner;
  }

  /** A store with these settings; nothing is connected before the first call. */
  public static S3ObjectStore connect(S3Settings settings) {
    return new S3ObjectStore(S3Clients.client(settings), S3Clients.presigner(settings));
  }

  @Override
  public StoredObject put(ObjectId id, ObjectBody body, String contentType) {
    return call("writing", id, () -> write(id, body, contentType, Map.of(), false));
  }

  @Override
  public PutOutcome putIfAbsent(
      ObjectId id, ObjectBody body, String contentType, Map<String, String> metadata) {
    try {
      return new PutOutcome.Written(write(id, body, contentType, metadata, true));
    } catch (SdkException e) {
      int status = status(e);
      // 409: two conditional puts raced and this one lost, or the winner has not finished yet
      if (status == PRECONDITION_FAILED || status == CONFLICT) {
        return head(id)
            .<PutOutcome>map(PutOutcome.AlreadyThere::new)
            .orElseThrow(
                () -> new StoreUnavailable("another writer of " + id + " has not finished yet", e));
      }
      throw translate("writing", id, e);
    }
  }

  private StoredObject write(
      ObjectId id,
      ObjectBody body,
      String contentType,
      Map<String, String> metadata,
      boolean ifAbsent) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(id.bucket())
            .key(id.key())
            .contentType(contentType)
            .metadata(metadata);
    if (ifAbsent) {
      request.ifNoneMatch("*");
    }
    var response = client.putObject(request.build(), requestBody(body));
    return new StoredObject(
        id, unquoted(response.eTag()), size(body), Instant.now(), contentType, metadata);
  }

  private static RequestBody requestBody(ObjectBody body) {
    return switch (body) {
      case ObjectBody.Bytes bytes -> RequestBody.fromBytes(bytes.bytes());
      case ObjectBody.File file -> RequestBody.fromFile(file.path());
    };
  }

  private static long size(ObjectBody body) {
    return switch (body) {
      case ObjectBody.Bytes bytes -> bytes.bytes().length;
      case ObjectBody.File file -> size(file.path());
    };
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the length of " + file, e);
    }
  }

  @Override
  public Optional<StoredObject> head(ObjectId id) {
    try {
      HeadObjectResponse found =
          client.headObject(request -> request.bucket(id.bucket()).key(id.key()));
      return Optional.of(
          new StoredObject(
              id,
              unquoted(found.eTag()),
              found.contentLength(),
              found.lastModified(),
              found.contentType(),
              found.metadata()));
    } catch (SdkException e) {
      if (status(e) == NOT_FOUND) {
        return Optional.empty();
      }
      throw translate("looking for", id, e);
    }
  }

  @Override
  public byte[] get(ObjectId id, long maxBytes) {
    return call(
        "reading", id, () -> client.getObject(of(id).build(), new WholeObject(id, maxBytes)));
  }

  @Override
  public byte[] getExactly(SourceObject source, long maxBytes) {
    ObjectId id = new ObjectId(source.bucket(), source.key());
    GetObjectRequest request = of(id).ifMatch('"' + source.etag() + '"').build();
    try {
      return client.getObject(request, new WholeObject(id, maxBytes));
    } catch (SdkException e) {
      if (status(e) == PRECONDITION_FAILED) {
        throw new ObjectChanged(source, e);
      }
      throw translate("reading", id, e);
    }
  }

  @Override
  public InputStream open(ObjectId id) {
    return call("opening", id, () -> client.getObject(of(id).build()));
  }

  @Override
  public byte[] range(ObjectId id, long fromByte, int lengthBytes) {
    if (fromByte < 0 || lengthBytes < 1) {
      throw new IllegalArgumentException(
          "a range begins at 0 or later and has a byte or more, not "
              + fromByte
              + "+"
              + lengthBytes);
    }
    GetObjectRequest request =
        of(id).range("bytes=" + fromByte + "-" + (fromByte + lengthBytes - 1)).build();
    try {
      return client.getObject(request, new WholeObject(id, lengthBytes));
    } catch (SdkException e) {
      if (status(e) == RANGE_NOT_SATISFIABLE) {
        return new byte[0];
      }
      throw translate("reading a range of", id, e);
    }
  }

  @Override
  public Listing list(String bucket, String prefix, @Nullable String startAfter, int maxKeys) {
    ObjectId what = new ObjectId(bucket, prefix.isEmpty() ? "*" : prefix + "*");
    ListObjectsV2Response page =
        call(
            "listing",
            what,
            () ->
                client.listObjectsV2(request ->
                    request
                        .bucket(bucket)
                        .prefix(prefix)
                        .startAfter(startAfter)
                        .maxKeys(maxKeys)
                        // a key may hold characters that XML cannot; the SDK decodes
                        .encodingType(EncodingType.URL)));
    List<ListedObject> objects =
        page.contents().stream().map(found -> listed(bucket, found)).toList();
    boolean more = Boolean.TRUE.equals(page.isTruncated()) && !objects.isEmpty();
    return new Listing(objects, more ? objects.getLast().id().key() : null);
  }

  private static ListedObject listed(String bucket, S3Object found) {
    return new ListedObject(
        new ObjectId(bucket, found.key()),
        unquoted(found.eTag()),
        found.size(),
        found.lastModified());
  }

  @Override
  public void delete(ObjectId id) {
    call(
        "deleting",
        id,
        () -> client.deleteObject(request -> request.bucket(id.bucket()).key(id.key())));
  }

  @Override
  public URI presignGet(ObjectId id, Duration validFor) {
    return call(
        "signing",
        id,
        () ->
            URI.create(
                presigner
                    .presignGetObject(signing ->
                        signing.signatureDuration(validFor).getObjectRequest(of(id).build()))
                    .url()
                    .toExternalForm()));
  }

  @Override
  public URI presignPut(ObjectId id, Duration validFor) {
    return call(
        "signing",
        id,
        () ->
            URI.create(
                presigner
                    .presignPutObject(signing ->
                        signing
                            .signatureDuration(validFor)
                            .putObjectRequest(put -> put.bucket(id.bucket()).key(id.key())))
                    .url()
                    .toExternalForm()));
  }

  @Override
  public void ensureBucket(String bucket) {
    ObjectId what = new ObjectId(bucket, "*");
    try {
      client.headBucket(request -> request.bucket(bucket));
      return;
    } catch (SdkException e) {
      if (status(e) != NOT_FOUND) {
        throw translate("looking for", what, e);
      }
    }
    try {
      client.createBucket(request -> request.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
      // another process made it in between
      call("looking for", what, () -> client.headBucket(request -> request.bucket(bucket)));
    } catch (SdkException e) {
      throw translate("making", what, e);
    }
  }

  @Override
  public void close() {
    presigner.close();
    client.close();
  }

  private static GetObjectRequest.Builder of(ObjectId id) {
    return GetObjectRequest.builder().bucket(id.bucket()).key(id.key());
  }

  private static String unquoted(String etag) {
    // some stores mark a multipart ETag as weak
    String strong = etag.startsWith("W/") ? etag.substring(2) : etag;
    return strong.replace("\"", "");
  }
}
