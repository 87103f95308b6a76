package io.tonework.storage.object;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import io.tonework.storage.ObjectChanged;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An S3-compatible store of immutable objects.
 *
 * <p>Implementations are thread-safe and block; call them from virtual threads. Every method throws
 * one of the {@link StorageException} types, of which only {@link StoreUnavailable} is worth
 * another attempt, after the store's own retries were used up.
 */
public interface ObjectStore extends AutoCloseable {
  /** Writes the object, replacing one that is there. */
  StoredObject put(ObjectId id, ObjectBody body, String contentType);

  /**
   * Writes the object only where none is. Of several writers that race one is told {@link
   * PutOutcome.Written}, every other {@link PutOutcome.AlreadyThere} with the object that stayed.
   *
   * @param metadata kept with the object, for {@link #head}: names of lower-case letters, digits
   *     and hyphens, values of ASCII, 2 KB in all
   */
  PutOutcome putIfAbsent(
      ObjectId id, ObjectBody body, String contentType, Map<String, String> metadata);

  /** What is known of the object without reading it; empty when it is not there. */
  Optional<StoredObject> head(ObjectId id);

  /**
   * The whole object.
   *
   * @param maxBytes reading stops at this many bytes
   * @throws ObjectMissing when it is not there
   * @throws ObjectTooLarge when it is longer than {@code maxBytes}
   */
  byte[] get(ObjectId id, long maxBytes);

  /**
   * The whole object, if it still is the one that was announced.
   *
   * @param source names the object and its ETag
   * @param maxBytes reading stops at this many bytes
   * @throws ObjectMissing when it is not there
   * @throws ObjectChanged when other bytes lie there now
   * @throws ObjectTooLarge when it is longer than {@code maxBytes}
   */
  byte[] getExactly(SourceObject source, long maxBytes);

  /**
   * A stream of the object; the caller closes it. Closing early gives the connection up.
   *
   * @throws ObjectMissing when it is not there
   */
  InputStream open(ObjectId id);

  /**
   * A part of the object.
   *
   * @param fromByte first byte, from 0
   * @param lengthBytes how many; fewer come back where the object ends
   * @throws ObjectMissing when it is not there
   */
  byte[] range(ObjectId id, long fromByte, int lengthBytes);

  /**
   * A page of a bucket in key order.
   *
   * @param startAfter the page begins after this key; null for the first page
   * @param maxKeys 1..1000
   */
  Listing list(String bucket, String prefix, @Nullable String startAfter, int maxKeys);

  /** Deletes the object; nothing happens when it is not there. */
  void delete(ObjectId id);

  /** A URL with which anyone may read the object for that long. */
  URI presignGet(ObjectId id, Duration validFor);

  /** A URL with which anyone may put the object for that long. */
  URI presignPut(ObjectId id, Duration validFor);

  /** Makes the bucket unless it is there. */
  void ensureBucket(String bucket);

  /** Writes these bytes; see {@link #put(ObjectId, ObjectBody, String)}. */
  default StoredObject put(ObjectId id, byte[] body, String contentType) {
    return put(id, ObjectBody.of(body), contentType);
  }

  /** Writes this file; see {@link #put(ObjectId, ObjectBody, String)}. */
  default StoredObject put(ObjectId id, Path body, String contentType) {
    return put(id, ObjectBody.of(body), contentType);
  }

  /** Writes these bytes; see {@link #putIfAbsent(ObjectId, ObjectBody, String, Map)}. */
  default PutOutcome putIfAbsent(ObjectId id, byte[] body, String contentType) {
    return putIfAbsent(id, ObjectBody.of(body), contentType, Map.of());
  }

  /** Writes this file; see {@link #putIfAbsent(ObjectId, ObjectBody, String, Map)}. */
  default PutOutcome putIfAbsent(ObjectId id, Path body, String contentType) {
    return putIfAbsent(id, ObjectBody.of(body), contentType, Map.of());
  }

  @Override
  void close();
}
