package io.tonework.ingest.inbox;

import io.tonework.contracts.Ids;
import io.tonework.storage.object.ListedObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objects that sweeps dealt with last, so that a listing does not cost a look into the store
 * for each key every time. Not thread-safe.
 */
final class SeenObjects {
  private final Map<String, Boolean> seen;

  SeenObjects(int capacity) {
    seen =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  boolean contains(ListedObject object) {
    return seen.get(name(object)) != null;
  }

  void add(ListedObject object) {
    seen.put(name(object), true);
  }

  private static String name(ListedObject object) {
    // a hash that nobody can make collide: a collision would hide a photo
    return Ids.derive("seen", object.id().bucket(), object.id().key(), object.etag());
  }
}
