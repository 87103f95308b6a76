package io.tonework.simulation.mutant;

import io.tonework.contracts.ObjectId;
import io.tonework.storage.object.ObjectBody;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import java.util.Map;

/** A store that takes no notice of the condition of a put. */
final class ReplacingStore extends PassingStore {
  ReplacingStore(ObjectStore store) {
    super(store);
  }

  @Override
  public PutOutcome putIfAbsent(
      ObjectId id, ObjectBody body, String contentType, Map<String, String> metadata) {
    store().delete(id);
    return new PutOutcome.Written(store().putIfAbsent(id, body, contentType, metadata).object());
  }
}
