package io.tonework.taste;

import io.tonework.contracts.Sliders;

/**
 * A user's taste for one scene as a plan takes it.
 *
 * @param version how many verdicts of the user it was learned from; 0 when there are none
 * @param offset what the user prefers beyond a plan; only sliders of {@link
 *     io.tonework.contracts.TasteAttribute}s are moved
 */
public record TasteView(long version, Sliders offset) {
  /** No taste is known. */
  public static final TasteView NONE = new TasteView(0, Sliders.none());
}
