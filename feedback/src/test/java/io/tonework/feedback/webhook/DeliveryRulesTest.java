package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryRulesTest {
  private static final Instant HAPPENED = Instant.parse("2026-11-21T08:00:00Z");
  private static final AttemptResult FAILED =
      new AttemptResult.Failed(500, "the endpoint answered 500", null);

  private final DeliveryRules rules =
      new DeliveryRules(new RetrySchedule(RetrySchedule.STANDARD.pauses(), 0), new Random(1));

  @Test
  void shouldFollowWholeScheduleWhenEveryAttemptFails() {
    // Given
    WebhookAttempted state = first();
    List<Duration> pauses = new ArrayList<>();
    Instant now = HAPPENED;
    // When
    while (state.nextAttemptAt() != null) {
      pauses.add(Duration.between(now, state.nextAttemptAt()));
      now = state.nextAttemptAt();
      state = rules.after(state, FAILED, now);
    }
    // Then
    assertThat(pauses).isEqualTo(RetrySchedule.STANDARD.pauses());
    assertThat(state.state()).isEqualTo(WebhookState.EXHAUSTED);
    assertThat(state.attempt()).isEqualTo(10);
    assertThat(state.httpStatus()).isEqualTo(500);
  }

  @Test
  void shouldWaitLongerWhenEndpointAsksForIt() {
    // When
    WebhookAttempted next =
        rules.after(
            first(), new AttemptResult.Failed(503, "busy", Duration.ofMinutes(7)), HAPPENED);
    // Then
    assertThat(next.nextAttemptAt()).isEqualTo(HAPPENED.plus(Duration.ofMinutes(7)));
  }

  @Test
  void shouldKeepOwnPauseWhenEndpointAsksForLess() {
    // When
    WebhookAttempted next =
        rules.after(
            first(), new AttemptResult.Failed(503, "busy", Duration.ofSeconds(1)), HAPPENED);
    // Then
    assertThat(next.nextAttemptAt()).isEqualTo(HAPPENED.plusSeconds(5));
  }

  @Test
  void shouldEndWhenEndpointIsGoneOrRefused() {
    assertThat(rules.after(first(), new AttemptResult.Gone(), HAPPENED).state())
        .isEqualTo(WebhookState.REFUSED);
    assertThat(rules.after(first(), new AttemptResult.AddressRefused("private"), HAPPENED))
        .satisfies(end -> {
          assertThat(end.state()).isEqualTo(WebhookState.REFUSED);
          assertThat(end.detail()).isEqualTo("private");
          assertThat(end.nextAttemptAt()).isNull();
        });
  }

  @Test
  void shouldSendSameBodyUnderSameIdWhenReplayed() {
    // Given
    WebhookAttempted delivered = rules.after(first(), new AttemptResult.Accepted(204), HAPPENED);
    // When
    WebhookAttempted again = rules.replay(delivered, HAPPENED.plusSeconds(60));
    // Then
    assertThat(again.webhookId()).isEqualTo(delivered.webhookId());
    assertThat(again.body()).isEqualTo(delivered.body());
    assertThat(again.round()).isEqualTo(1);
    assertThat(again.attempt()).isZero();
    assertThat(again.eventId()).isNotEqualTo(first().eventId());
  }

  @Test
  void shouldBeDueNowWhenFactComesFromFasterClock() {
    // When
    WebhookAttempted first =
        rules.first(
            "acme",
            "photo1",
            "msg_1",
            URI.create("https://h.example/"),
            "{}",
            HAPPENED.plusSeconds(90),
            HAPPENED);
    // Then
    assertThat(first.nextAttemptAt()).isEqualTo(HAPPENED);
  }

  private WebhookAttempted first() {
    return rules.first(
        "acme", "photo1", "msg_1", URI.create("https://h.example/"), "{}", HAPPENED, HAPPENED);
  }
}
