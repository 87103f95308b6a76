package io.tonework.feedback.webhook;

import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The states of a delivery and the ways between them.
 *
 * <pre>
 *   first ─▶ PENDING ──2xx──▶ DELIVERED ──┐
 *              ▲  │ ──410, refused──▶ REFUSED ──┤ replay
 *              │  │ ──schedule used up──▶ EXHAUSTED ──┤
 *              └──┴── failed ◀──────────────────┘
 * </pre>
 *
 * <p>Pure but for the random source; as thread-safe as that.
 *
 * @param schedule the pauses between attempts
 * @param random where jitter is drawn from
 */
public record DeliveryRules(RetrySchedule schedule, RandomGenerator random) {
  private static final int GONE = 410;

  /**
   * A delivery that has not been attempted.
   *
   * @param happenedAt when the fact happened: an endpoint's first attempts go out in this order
   * @param now when this is decided
   */
  public WebhookAttempted first(
      String tenant,
      String photoId,
      String webhookId,
      URI endpoint,
      String body,
      Instant happenedAt,
      Instant now) {
    // the clock of the stage that told the fact may run ahead of this one
    Instant begin = happenedAt.isBefore(now) ? happenedAt : now;
    Instant due = begin.plus(schedule.pauseAfter(0, random).orElseThrow());
    return new WebhookAttempted(
        tenant,
        photoId,
        webhookId,
        endpoint,
        body,
        0,
        0,
        WebhookState.PENDING,
        null,
        null,
        due,
        now);
  }

  /**
   * What a pending delivery becomes after an attempt.
   *
   * @param pending the state before the attempt
   * @param result how the attempt ended
   * @param now when it ended
   */
  public WebhookAttempted after(WebhookAttempted pending, AttemptResult result, Instant now) {
    return switch (result) {
      case AttemptResult.Accepted(int status) ->
          next(pending, WebhookState.DELIVERED, status, null, null, now);
      case AttemptResult.Gone() ->
          next(
              pending,
              WebhookState.REFUSED,
              GONE,
              "the endpoint answered 410 Gone and gets no webhooks any more; replay one to enable"
                  + " it again",
              null,
              now);
      case AttemptResult.AddressRefused(String detail) ->
          next(pending, WebhookState.REFUSED, null, detail, null, now);
      case AttemptResult.Failed failed -> afterFailure(pending, failed, now);
    };
  }

  /** A delivery that is to be made once more, from the start of the schedule. */
  public WebhookAttempted replay(WebhookAttempted ended, Instant now) {
    return new WebhookAttempted(
        ended.tenant(),
        ended.photoId(),
        ended.webhookId(),
        ended.endpoint(),
        ended.body(),
        ended.round() + 1,
        0,
        WebhookState.PENDING,
        null,
        null,
        now,
        now);
  }

  private WebhookAttempted afterFailure(
      WebhookAttempted pending, AttemptResult.Failed failed, Instant now) {
    Optional<Duration> pause = schedule.pauseAfter(pending.attempt() + 1, random);
    if (pause.isEmpty()) {
      return next(pending, WebhookState.EXHAUSTED, failed.httpStatus(), failed.detail(), null, now);
    }
    Duration wished = failed.retryAfter() == null ? Duration.ZERO : failed.retryAfter();
    Duration wait = wished.compareTo(pause.get()) > 0 ? wished : pause.get();
    return next(
        pending, WebhookState.PENDING, failed.httpStatus(), failed.detail(), now.plus(wait), now);
  }

  private static WebhookAttempted next(
      WebhookAttempted before,
      WebhookState state,
      @Nullable Integer httpStatus,
      @Nullable String detail,
      @Nullable Instant nextAttemptAt,
      Instant now) {
    return new WebhookAttempted(
        before.tenant(),
        before.photoId(),
        before.webhookId(),
        before.endpoint(),
        before.body(),
        before.round(),
        before.attempt() + 1,
        state,
        httpStatus,
        detail,
        nextAttemptAt,
        now);
  }
}
