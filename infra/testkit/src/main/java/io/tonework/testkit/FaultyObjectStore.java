package io.tonework.testkit;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A real object store whose calls fail when told to: before they reach it, or after they took
 * effect, as when the answer is lost or the worker dies. Thread-safe.
 */
public final class FaultyObjectStore implements ObjectStore {
  private final ObjectStore real;
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();

  private record Fault(String method, boolean after, Supplier<? extends RuntimeException> what) {}

  /** Decorates that store, which it closes with itself. */
  public FaultyObjectStore(ObjectStore real) {
    this.real = real;
  }

  /**
   * The next call of the method fails without reaching the store.
   *
   * @param method such as {@code putIfAbsent}
   */
  public void failBefore(String method, Supplier<? extends RuntimeException> what) {
    add(new Fault(method, false, what));
  }

  /** The next call of the method takes effect and then fails. */
  public void failAfter(String method, Supplier<? extends RuntimeException> what) {
    add(new Fault(method, true, what));
  }

  /** The names of the methods that were called, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private synchronized void add(Fault fault) {
    faults.add(fault);
  }

  private synchronized @Nullable Fault next(String method) {
    calls.add(method);
    for (Fault fault : faults) {
      if (fault.method().equals(method)) {
        faults.remove(fault);
        return fault;
      }
    }
    return null;
  }

  private <T> T call(String method, Supplier<T> call) {
    Fault fault = next(method);
    if (fault != null && !fault.after()) {
      throw fault.what().get();
    }
    T result = call.get();
    if (fault != null) {
      throw fault.what().get();
    }
    return result;
  }

  @Override
  public StoredObject put(ObjectId id, ObjectBody body, String contentType) {
    return call("put", () -> real.put(id, body, contentType));
  }

  @Override
  public PutOutcome putIfAbsent(
      ObjectId id, ObjectBody body, String contentType, Map<String, String> metadata) {
    return call("putIfAbsent", () -> real.putIfAbsent(id, body, contentType, metadata));
  }

  @Override
  public Optional<StoredObject> head(ObjectId id) {
    return call("head", () -> real.head(id));
  }

  @Override
  public byte[] get(ObjectId id, long maxBytes) {
    return call("get", () -> real.get(id, maxBytes));
  }

  @Override
  public byte[] getExactly(SourceObject source, long maxBytes) {
    return call("getExactly", () -> real.getExactly(source, maxBytes));
  }

  @Override
  public InputStream open(ObjectId id) {
    return call("open", () -> real.open(id));
  }

  @Override
  public byte[] range(ObjectId id, long fromByte, int lengthBytes) {
    return call("range", () -> real.range(id, fromByte, lengthBytes));
  }

  @Override
  public Listing list(String bucket, String prefix, @Nullable String startAfter, int maxKeys) {
    return call("list", () -> real.list(bucket, prefix, startAfter, maxKeys));
  }

  @Override
  public void delete(ObjectId id) {
    call(
        "delete",
        () -> {
          real.delete(id);
          return id;
        });
  }

  @Override
  public URI presignGet(ObjectId id, Duration validFor) {
    return call("presignGet", () -> real.presignGet(id, validFor));
  }

  @Override
  public URI presignPut(ObjectId id, Duration validFor) {
    return call("presignPut", () -> real.presignPut(id, validFor));
  }

  @Override
  public void ensureBucket(String bucket) {
    call(
        "ensureBucket",
        () -> {
          real.ensureBucket(bucket);
          return bucket;
        });
  }

  @Override
  public void close() {
    real.close();
  }
}
