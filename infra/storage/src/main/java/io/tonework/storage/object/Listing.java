package io.tonework.storage.object;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a bucket in key order.
 *
 * @param objects the page
 * @param nextStartAfter what the next page starts after; null when this is the last
 */
public record Listing(List<ListedObject> objects, @Nullable String nextStartAfter) {
  /** Copies the list. */
  public Listing {
    objects = List.copyOf(objects);
  }
}
