package io.tonework.planner.plan;

import io.tonework.contracts.TasteOffset;
import io.tonework.taste.TasteView;
import org.jspecify.annotations.Nullable;

/**
 * What the user prefers.
 *
 * @param view as it was learned
 * @param offset the same as an edit; null when there is none
 */
record Taste(TasteView view, @Nullable TasteOffset offset) {
  /** Nothing is known of the user, or taste has no part in the request. */
  static final Taste NONE = new Taste(TasteView.NONE, null);
}
