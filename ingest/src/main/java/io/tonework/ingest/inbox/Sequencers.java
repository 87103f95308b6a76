package io.tonework.ingest.inbox;

import io.tonework.contracts.ObjectId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest sequencer of the keys seen last, to drop a notification that a newer one has
 * overtaken. What it forgets costs a look into the store, no more. Thread-safe.
 */
public final class Sequencers {
  private final Map<ObjectId, String> newest;

  /** Remembers that many keys. */
  public Sequencers(int capacity) {
    newest =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<ObjectId, String> eldest) {
            return size() > capacity;
          }
        };
  }

  /** True when a notification with a newer sequencer of this key was handled before. */
  public synchronized boolean isOvertaken(ObjectId key, String sequencer) {
    String known = newest.get(key);
    return known != null && compare(sequencer, known) < 0;
  }

  /** Notes that the notification was handled. */
  public synchronized void handled(ObjectId key, String sequencer) {
    newest.merge(key, sequencer, (known, now) -> compare(now, known) > 0 ? now : known);
  }

  /** Hexadecimal numbers of different length, the shorter one padded with zeros on the right. */
  static int compare(String one, String other) {
    int length = Math.max(one.length(), other.length());
    return padded(one, length).compareToIgnoreCase(padded(other, length));
  }

  private static String padded(String sequencer, int length) {
    return sequencer + "0".repeat(length - sequencer.length());
  }
}
