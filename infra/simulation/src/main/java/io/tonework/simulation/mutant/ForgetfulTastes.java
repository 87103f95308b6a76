package io.tonework.simulation.mutant;

import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Ids;
import io.tonework.storage.taste.TasteStore;
import io.tonework.taste.TasteProfile;
import io.tonework.taste.TasteView;
import java.time.Instant;
import java.util.SortedMap;

/** Tastes that do not know a verdict again. */
final class ForgetfulTastes implements TasteStore {
  private final TasteStore tastes;
  private int folds;

  ForgetfulTastes(TasteStore tastes) {
    this.tastes = tastes;
  }

  @Override
  public boolean fold(FeedbackReceived it) {
    if (tastes.fold(it)) {
      return true;
    }
    String another = Ids.derive(it.feedbackId(), Integer.toString(++folds));
    return tastes.fold(
        new FeedbackReceived(
            it.tenant(),
            it.user(),
            another,
            it.photoId(),
            it.planId(),
            it.scene(),
            it.applied(),
            it.verdict(),
            it.reasons(),
            it.edit(),
            it.receivedAt()));
  }

  @Override
  public TasteView read(String tenant, String user, String scene) {
    return tastes.read(tenant, user, scene);
  }

  @Override
  public TasteProfile profile(String tenant, String user) {
    return tastes.profile(tenant, user);
  }

  @Override
  public void forget(String tenant, String user, Instant forgottenAt) {
    tastes.forget(tenant, user, forgottenAt);
  }

  @Override
  public void wipe() {
    tastes.wipe();
  }

  @Override
  public SortedMap<String, SortedMap<String, String>> dump() {
    return tastes.dump();
  }
}
