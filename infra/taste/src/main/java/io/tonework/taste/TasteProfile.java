package io.tonework.taste;

import io.tonework.contracts.Sliders;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known of a user's taste.
 *
 * @param version how many verdicts it was learned from
 * @param general the offset for a scene that was never judged
 * @param byScene the offset for each scene that was
 */
public record TasteProfile(long version, Sliders general, SortedMap<String, Sliders> byScene) {
  /** Copies the map. */
  public TasteProfile {
    byScene = Collections.unmodifiableSortedMap(new TreeMap<>(byScene));
  }
}
