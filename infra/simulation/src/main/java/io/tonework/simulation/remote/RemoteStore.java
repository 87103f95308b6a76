package io.tonework.simulation.remote;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import io.tonework.simulation.fault.Kind;
import io.tonework.simulation.fault.Wire;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The object store over a wire. */
public final class RemoteStore implements ObjectStore {
  private final ObjectStore store;
  private final Wire wire;

  /** That store, as a process with that wire reaches it. */
  public RemoteStore(ObjectStore store, Wire wire) {
    this.store = store;
    this.wire = wire;
  }

  private <T> T call(String what, Supplier<T> effect) {
    if (wire.strikes(Kind.STORE_FAILS, what)) {
      throw new StoreUnavailable(what + " was not answered", null);
    }
    // what the store refuses is an answer, which takes its way as any other
    Object answer =
        wire.call(
            what,
            () -> {
              try {
                return effect.get();
              } catch (StorageException e) {
                return e;
              }
            });
    if (answer instanceof StorageException refusal) {
      throw refusal;
    }
    @SuppressWarnings("unchecked") // it is what the effect gave
    T result = (T) answer;
    return result;
  }

  private <T> T write(String what, Supplier<T> effect) {
    T result = call(what, effect);
    if (wire.strikes(Kind.STORED_BUT_TIMEOUT, what)) {
      throw new StoreUnavailable(what + " was not answered in time", null);
    }
    return result;
  }

  @Override
  public StoredObject put(ObjectId id, ObjectBody body, String contentType) {
    return write("put " + id, () -> store.put(id, body, contentType));
  }

  @Override
  public PutOutcome putIfAbsent(
      ObjectId id, ObjectBody body, String contentType, Map<String, String> metadata) {
    String what = "put if absent " + id;
    PutOutcome outcome = write(what, () -> store.putIfAbsent(id, body, contentType, metadata));
    return outcome instanceof PutOutcome.Written(StoredObject mine)
            && wire.strikes(Kind.CONDITIONAL_PUT_LOST, what)
        ? new PutOutcome.AlreadyThere(mine)
        : outcome;
  }

  @Override
  public Optional<StoredObject> head(ObjectId id) {
    return call("head " + id, () -> store.head(id));
  }

  @Override
  public byte[] get(ObjectId id, long maxBytes) {
    return call("get " + id, () -> store.get(id, maxBytes));
  }

  @Override
  public byte[] getExactly(SourceObject source, long maxBytes) {
    return call(
        "get " + source.bucket() + "/" + source.key(), () -> store.getExactly(source, maxBytes));
  }

  @Override
  public InputStream open(ObjectId id) {
    return call("open " + id, () -> store.open(id));
  }

  @Override
  public byte[] range(ObjectId id, long fromByte, int lengthBytes) {
    return call("range of " + id, () -> store.range(id, fromByte, lengthBytes));
  }

  @Override
  public Listing list(String bucket, String prefix, @Nullable String startAfter, int maxKeys) {
    return call(
        "list " + bucket + "/" + prefix, () -> store.list(bucket, prefix, startAfter, maxKeys));
  }

  @Override
  public void delete(ObjectId id) {
    boolean _ =
        write(
            "delete " + id,
            () -> {
              store.delete(id);
              return true;
            });
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
  public void close() {}
}
