package io.tonework.simulation.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of a Redis: hashes and sorted sets by key, and the run id that a restart changes. Keys
 * do not expire. Not thread-safe.
 */
public final class MemoryRedis {
  private Map<String, Map<String, String>> hashes = new HashMap<>();
  private Map<String, SortedSet> sets = new HashMap<>();
  private int runs = 1;
  private long names;

  /** What lies in a Redis at a moment, to be brought back by a restart. */
  public static final class Snapshot {
    private final Map<String, Map<String, String>> hashes;
    private final Map<String, SortedSet> sets;

    private Snapshot(Map<String, Map<String, String>> hashes, Map<String, SortedSet> sets) {
      this.hashes = hashes;
      this.sets = sets;
    }
  }

  /** The hash of that key; changes of it are changes of Redis. */
  Map<String, String> hash(String key) {
    return hashes.computeIfAbsent(key, _ -> new TreeMap<>());
  }

  /** The sorted set of that key; changes of it are changes of Redis. */
  SortedSet set(String key) {
    return sets.computeIfAbsent(key, _ -> new SortedSet());
  }

  /** The keys of hashes that are not empty and begin so, in their order. */
  Set<String> hashKeys(String prefix) {
    Set<String> keys = new TreeSet<>();
    hashes.forEach((key, hash) -> {
      if (key.startsWith(prefix) && !hash.isEmpty()) {
        keys.add(key);
      }
    });
    return keys;
  }

  /** Removes what lies under keys that begin so. */
  void remove(String prefix) {
    hashes.keySet().removeIf(key -> key.startsWith(prefix));
    sets.keySet().removeIf(key -> key.startsWith(prefix));
  }

  /** Names this Redis since its last restart. */
  public String runId() {
    return "run" + runs;
  }

  /** A number that it never gave before, as a name picked at random is. */
  long next() {
    return ++names;
  }

  /** Empties it, as {@code FLUSHALL} does. */
  public void flush() {
    hashes.clear();
    sets.clear();
  }

  /** What lies in it now. */
  public Snapshot snapshot() {
    return new Snapshot(copyOfHashes(hashes), copyOfSets(sets));
  }

  /** Starts it again with what lay in it once. */
  public void restart(Snapshot from) {
    hashes = copyOfHashes(from.hashes);
    sets = copyOfSets(from.sets);
    runs++;
  }

  private static Map<String, Map<String, String>> copyOfHashes(
      Map<String, Map<String, String>> from) {
    Map<String, Map<String, String>> copy = new HashMap<>();
    from.forEach((key, hash) -> copy.put(key, new TreeMap<>(hash)));
    return copy;
  }

  private static Map<String, SortedSet> copyOfSets(Map<String, SortedSet> from) {
    Map<String, SortedSet> copy = new HashMap<>();
    from.forEach((key, set) -> copy.put(key, set.copy()));
    return copy;
  }
}
