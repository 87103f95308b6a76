package io.tonework.simulation.remote;

import io.tonework.contracts.FeedbackReceived;
import io.tonework.simulation.fault.Wire;
import io.tonework.storage.taste.TasteStore;
import io.tonework.taste.TasteProfile;
import io.tonework.taste.TasteView;
import java.time.Instant;
import java.util.SortedMap;

/** Tastes over a wire. */
public final class RemoteTastes implements TasteStore {
  private final TasteStore tastes;
  private final RemoteRedis redis;

  /** Those tastes, as a process with that wire reaches them. */
  public RemoteTastes(TasteStore tastes, Wire wire) {
    this.tastes = tastes;
    this.redis = new RemoteRedis(wire);
  }

  @Override
  public TasteView read(String tenant, String user, String scene) {
    return redis.call("read taste of " + user, () -> tastes.read(tenant, user, scene));
  }

  @Override
  public TasteProfile profile(String tenant, String user) {
    return redis.call("read taste of " + user, () -> tastes.profile(tenant, user));
  }

  @Override
  public boolean fold(FeedbackReceived feedback) {
    return redis.call("fold verdict " + feedback.feedbackId(), () -> tastes.fold(feedback));
  }

  @Override
  public void forget(String tenant, String user, Instant forgottenAt) {
    redis.run("forget " + user, () -> tastes.forget(tenant, user, forgottenAt));
  }

  @Override
  public void wipe() {
    redis.run("wipe tastes", tastes::wipe);
  }

  @Override
  public SortedMap<String, SortedMap<String, String>> dump() {
    return redis.call("dump tastes", tastes::dump);
  }
}
