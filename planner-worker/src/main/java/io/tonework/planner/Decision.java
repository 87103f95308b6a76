package io.tonework.planner;

import io.tonework.contracts.TasteOffset;
import io.tonework.contracts.VersionedFacts;
import io.tonework.planner.reasoning.Account;
import io.tonework.taste.TasteView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for a photo, taste included, and why.
 *
 * @param edit what the planner wants
 * @param view the user's taste
 * @param offset that taste as an edit; null when there is none
 * @param account in words
 * @param look how long looking and deciding took
 * @param taste how long asking for the taste took
 */
record Decision(
    Edit edit,
    TasteView view,
    @Nullable TasteOffset offset,
    Account account,
    Duration look,
    Duration taste) {
  /** Everything that shifted the decision beside photo, request and bundle. */
  VersionedFacts facts() {
    return VersionedFacts.NONE.withTaste(view.version());
  }
}
