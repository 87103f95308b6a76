package io.tonework.simulation.mutant;

import io.tonework.contracts.ObjectId;
import io.tonework.simulation.fault.Wire;
import io.tonework.storage.StorageException;
import io.tonework.storage.object.ObjectBody;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import io.tonework.storage.object.StoredObject;
import java.util.Map;

/** A store that says a finished photo is there before it is. */
final class LaggingStore extends PassingStore {
  private static final long LAG_MICROS = 20_000;

  private final Wire wire;

  LaggingStore(ObjectStore store, Wire wire) {
    super(store);
    this.wire = wire;
  }

  @Override
  public PutOutcome putIfAbsent(
      ObjectId id, ObjectBody body, String contentType, Map<String, String> metadata) {
    if (!id.key().startsWith("retouched/") || !(body instanceof ObjectBody.Bytes(byte[] bytes))) {
      return super.putIfAbsent(id, body, contentType, metadata);
    }
    wire.timeline()
        .spawn(
            "lagging put",
            wire.machine(),
            () -> {
              wire.timeline().sleep(LAG_MICROS);
              try {
                PutOutcome _ = super.putIfAbsent(id, body, contentType, metadata);
              } catch (StorageException e) {
                wire.note(() -> "lagging put failed: " + e.getMessage());
              }
            });
    return new PutOutcome.Written(
        new StoredObject(
            id, "etag", bytes.length, wire.timeline().instant(), contentType, metadata));
  }
}
