package io.tonework.simulation.store;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import io.tonework.storage.ObjectChanged;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.object.ListedObject;
import io.tonework.storage.object.Listing;
import io.tonework.storage.object.ObjectBody;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import io.tonework.storage.object.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects in memory, with S3's rules: ETags from the bytes, conditional puts, listings in key
 * order. Links cannot be followed. Not thread-safe.
 */
public final class MemoryObjectStore implements ObjectStore {
  private static final Duration LONGEST_LINK = Duration.ofDays(7);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(StoredObject facts, byte[] bytes) {}

  /** Told of each object that is written, after it is there. */
  @FunctionalInterface
  public interface Listener {
    /** Another object lies there now. */
    void written(StoredObject object, byte[] bytes);
  }

  private final Map<String, NavigableMap<String, Kept>> buckets = new TreeMap<>();
  private final Clock clock;
  private final Listener listener;

  /** An empty store. */
  public MemoryObjectStore(Clock clock, Listener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  private NavigableMap<String, Kept> bucket(String name) {
    return buckets.computeIfAbsent(name, _ -> new TreeMap<>());
  }

  private @Nullable Kept kept(ObjectId id) {
    return bucket(id.bucket()).get(id.key());
  }

  private Kept existing(ObjectId id) {
    Kept kept = kept(id);
    if (kept == null) {
      throw new ObjectMissing(id, null);
    }
    return kept;
  }

  @Override
  public StoredObject put(ObjectId id, ObjectBody body, String contentType) {
    return write(id, bytes(body), contentType, Map.of());
  }

  @Override
  public PutOutcome putIfAbsent(
      ObjectId id, ObjectBody body, String contentType, Map<String, String> metadata) {
    Kept kept = kept(id);
    return kept == null
        ? new PutOutcome.Written(write(id, bytes(body), contentType, metadata))
        : new PutOutcome.AlreadyThere(kept.facts());
  }

  private StoredObject write(
      ObjectId id, byte[] bytes, String contentType, Map<String, String> metadata) {
    StoredObject facts =
        new StoredObject(
            id,
            md5(bytes),
            bytes.length,
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            contentType,
            metadata);
    bucket(id.bucket()).put(id.key(), new Kept(facts, bytes.clone()));
    listener.written(facts, bytes);
    return facts;
  }

  @Override
  public Optional<StoredObject> head(ObjectId id) {
    return Optional.ofNullable(kept(id)).map(Kept::facts);
  }

  @Override
  public byte[] get(ObjectId id, long maxBytes) {
    byte[] bytes = existing(id).bytes();
    if (bytes.length > maxBytes) {
      throw new ObjectTooLarge(id, maxBytes);
    }
    return bytes.clone();
  }

  @Override
  public byte[] getExactly(SourceObject source, long maxBytes) {
    ObjectId id = new ObjectId(source.bucket(), source.key());
    if (!existing(id).facts().etag().equals(source.etag())) {
      throw new ObjectChanged(source, null);
    }
    return get(id, maxBytes);
  }

  @Override
  public InputStream open(ObjectId id) {
    return new ByteArrayInputStream(existing(id).bytes());
  }

  @Override
  public byte[] range(ObjectId id, long fromByte, int lengthBytes) {
    byte[] bytes = existing(id).bytes();
    int from = (int) Math.min(fromByte, bytes.length);
    return Arrays.copyOfRange(bytes, from, (int) Math.min((long) from + lengthBytes, bytes.length));
  }

  @Override
  public Listing list(String bucket, String prefix, @Nullable String startAfter, int maxKeys) {
    List<ListedObject> objects = new ArrayList<>();
    String from = startAfter == null || startAfter.compareTo(prefix) < 0 ? prefix : startAfter;
    for (Kept kept : bucket(bucket).tailMap(from, !from.equals(startAfter)).values()) {
      StoredObject facts = kept.facts();
      if (!facts.id().key().startsWith(prefix)) {
        break;
      }
      if (objects.size() == maxKeys) {
        return new Listing(objects, objects.getLast().id().key());
      }
      objects.add(
          new ListedObject(facts.id(), facts.etag(), facts.sizeBytes(), facts.lastModified()));
    }
    return new Listing(objects, null);
  }

  @Override
  public void delete(ObjectId id) {
    bucket(id.bucket()).remove(id.key());
  }

  @Override
  public URI presignGet(ObjectId id, Duration validFor) {
    return presign(id, validFor);
  }

  @Override
  public URI presignPut(ObjectId id, Duration validFor) {
    return presign(id, validFor);
  }

  private static URI presign(ObjectId id, Duration validFor) {
    if (!validFor.isPositive() || validFor.compareTo(LONGEST_LINK) > 0) {
      throw new IllegalArgumentException("no link can be valid for " + validFor);
    }
    return URI.create("https://store.invalid/" + id.bucket() + "/" + id.key() + "?signed");
  }

  @Override
  public void ensureBucket(String bucket) {
    bucket(bucket);
  }

  @Override
  public void close() {}

  private static byte[] bytes(ObjectBody body) {
    return switch (body) {
      case ObjectBody.Bytes(byte[] bytes) -> bytes;
      case ObjectBody.File(var path) -> {
        try {
          yield Files.readAllBytes(path);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot read " + path, e);
        }
      }
    };
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks MD5, which it must have", e);
    }
  }
}
