package io.tonework.simulation.mutant;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import io.tonework.storage.object.Listing;
import io.tonework.storage.object.ObjectBody;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import io.tonework.storage.object.StoredObject;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that does what another one does. */
abstract class PassingStore implements ObjectStore {
  private final ObjectStore store;

  PassingStore(ObjectStore store) {
    this.store = store;
  }

  ObjectStore store() {
    return store;
  }

  @Override
  public StoredObject put(ObjectId id, ObjectBody body, String contentType) {
    return store.put(id, body, contentType);
  }

  @Override
  public PutOutcome putIfAbsent(
      ObjectId id, ObjectBody body, String contentType, Map<String, String> metadata) {
    return store.putIfAbsent(id, body, contentType, metadata);
  }

  @Override
  public Optional<StoredObject> head(ObjectId id) {
    return store.head(id);
  }

  @Override
  public byte[] get(ObjectId id, long maxBytes) {
    return store.get(id, maxBytes);
  }

  @Override
  public byte[] getExactly(SourceObject source, long maxBytes) {
    return store.getExactly(source, maxBytes);
  }

  @Override
  public InputStream open(ObjectId id) {
    return store.open(id);
  }

  @Override
  public byte[] range(ObjectId id, long fromByte, int lengthBytes) {
    return store.range(id, fromByte, lengthBytes);
  }

  @Override
  public Listing list(String bucket, String prefix, @Nullable String startAfter, int maxKeys) {
    return store.list(bucket, prefix, startAfter, maxKeys);
  }

  @Override
  public void delete(ObjectId id) {
    store.delete(id);
  }

  @Override
  public URI presignGet(ObjectId id, Duration validFor) {
    return store.presignGet(id, validFor);
  }

  @Override
  public URI presignPut(ObjectId id, Duration validFor) {
    return store.presignPut(id, validFor);
  }

  @Override
  public void ensureBucket(String bucket) {
    store.ensureBucket(bucket);
  }

  @Override
  public void close() {
    store.close();
  }
}
