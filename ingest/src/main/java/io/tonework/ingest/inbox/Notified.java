package io.tonework.ingest.inbox;

import java.util.List;

/**
 * What a message of a bucket names.
 *
 * @param created the new objects, in its order
 * @param odd what was wrong with records that cannot be read, one line each; the others do not
 *     suffer from them
 */
public record Notified(List<ObjectCreated> created, List<String> odd) {
  /** Copies the lists. */
  public Notified {
    created = List.copyOf(created);
    odd = List.copyOf(odd);
  }
}
