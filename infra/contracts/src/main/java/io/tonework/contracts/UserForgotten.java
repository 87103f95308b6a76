package io.tonework.contracts;

import java.time.Instant;

/**
 * A user's taste and verdicts are to be forgotten for good.
 *
 * @param tenant who pays
 * @param user who is forgotten
 * @param forgottenAt when it was asked for
 */
public record UserForgotten(String tenant, String user, Instant forgottenAt) implements Event {
  @Override
  public String eventId() {
    return Ids.userKey(tenant, user) + "-forgotten-" + forgottenAt.toEpochMilli();
  }

  /** Beside the keys of the user's verdicts, which it outlives. */
  @Override
  public String key() {
    return Ids.userKey(tenant, user) + "/forgotten";
  }

  @Override
  public EventType type() {
    return EventType.USER_FORGOTTEN;
  }
}
