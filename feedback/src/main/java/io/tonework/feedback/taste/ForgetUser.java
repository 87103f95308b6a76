package io.tonework.feedback.taste;

import io.tonework.contracts.UserForgotten;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.UserName;
import io.tonework.feedback.view.EventSink;
import io.tonework.messaging.event.TraceContext;
import io.tonework.storage.taste.TasteStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Publishes that a user is to be forgotten for good, and removes their taste from Redis.
 * Thread-safe; blocks.
 */
public final class ForgetUser {
  private final EventSink sink;
  private final TasteStore tastes;
  private final Clock clock;

  /** The use case. */
  public ForgetUser(EventSink sink, TasteStore tastes, Clock clock) {
    this.sink = sink;
    this.tastes = tastes;
    this.clock = clock;
  }

  /**
   * Puts it on the topic, from where {@link FoldTaste} erases the verdicts, and forgets the taste
   * at once.
   *
   * @throws io.tonework.messaging.stage.TransientException when Kafka does not answer
   * @throws io.tonework.storage.ViewsUnavailable when Redis does not; what is on the topic is done
   *     once it answers
   */
  public void forget(TenantName tenant, UserName user, TraceContext trace) {
    UserForgotten forgotten =
        new UserForgotten(
            tenant.text(), user.text(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    sink.publish(forgotten, trace);
    tastes.forget(tenant.text(), user.text(), forgotten.forgottenAt());
  }
}
