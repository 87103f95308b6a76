package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever endpoints answer, a webhook is never lost, doubled or tried without end. */
class DeliveryRulesPropertyTest {
  private static final Instant HAPPENED = Instant.parse("2026-11-21T08:00:00Z");

  @Property(tries = 500)
  void shouldEndWithinItsScheduleWhateverIsAnswered(
      @ForAll("results") List<AttemptResult> results,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 100_000) Integer> pauseSeconds,
      @ForAll @DoubleRange(max = 1) double jitter,
      @ForAll long seed) {
    // Given
    RetrySchedule schedule =
        new RetrySchedule(
            pauseSeconds.stream().map(seconds -> Duration.ofSeconds(seconds)).toList(), jitter);
    DeliveryRules rules = new DeliveryRules(schedule, new Random(seed));
    WebhookAttempted state =
        rules.first(
            "acme", "p1", "msg_1", URI.create("https://h.example/"), "{}", HAPPENED, HAPPENED);
    assertDue(state, HAPPENED, schedule.pauses().getFirst(), jitter);
    int made = 0;
    // When
    while (state.state() == WebhookState.PENDING) {
      Instant now = Objects.requireNonNull(state.nextAttemptAt());
      AttemptResult result = results.get(made % results.size());
      WebhookAttempted next = rules.after(state, result, now);
      made++;
      // Then: the same webhook, one attempt on
      assertThat(next.webhookId()).isEqualTo("msg_1");
      assertThat(next.body()).isEqualTo("{}");
      assertThat(next.attempt()).isEqualTo(made);
      assertThat(next.attemptedAt()).isEqualTo(now);
      assertThat(next.nextAttemptAt() != null).isEqualTo(next.state() == WebhookState.PENDING);
      if (result instanceof AttemptResult.Failed failed && next.nextAttemptAt() != null) {
        assertDue(next, now, atLeast(schedule.pauses().get(made), failed.retryAfter()), jitter);
      }
      state = next;
    }
    assertThat(made).isLessThanOrEqualTo(schedule.pauses().size());
    assertThat(state.state() == WebhookState.DELIVERED)
        .isEqualTo(results.get((made - 1) % results.size()) instanceof AttemptResult.Accepted);
    if (state.state() == WebhookState.EXHAUSTED) {
      assertThat(made).isEqualTo(schedule.pauses().size());
      assertThat(state.detail()).isNotNull();
    }
    // the first attempt of a replay is due at once, and has the whole schedule again
    WebhookAttempted again = rules.replay(state, HAPPENED);
    assertThat(again.nextAttemptAt()).isEqualTo(HAPPENED);
    assertThat(again.round()).isEqualTo(state.round() + 1);
    assertThat(again.eventId()).isNotEqualTo(state.eventId());
  }

  private static Duration atLeast(Duration pause, @Nullable Duration wished) {
    return wished != null && wished.compareTo(pause) > 0 ? wished : pause;
  }

  private static void assertDue(
      WebhookAttempted state, Instant from, Duration pause, double jitter) {
    Duration wait = Duration.between(from, Objects.requireNonNull(state.nextAttemptAt()));
    assertThat(wait).isGreaterThanOrEqualTo(pause);
    assertThat(wait.toNanos()).isLessThanOrEqualTo((long) (pause.toNanos() * (1 + jitter)) + 1);
  }

  @Provide
  Arbitrary<List<AttemptResult>> results() {
    Arbitrary<AttemptResult> failed =
        Combinators.combine(
                Arbitraries.of(500, 503, 429, 302),
                Arbitraries.longs().between(0, 90_000).injectNull(0.5))
            .as((status, seconds) ->
                new AttemptResult.Failed(
                    status, "failed", seconds == null ? null : Duration.ofSeconds(seconds)));
    return Arbitraries.frequencyOf(
            Tuple.of(8, failed),
            Tuple.of(1, Arbitraries.just(new AttemptResult.Accepted(204))),
            Tuple.of(1, Arbitraries.just(new AttemptResult.Gone())),
            Tuple.of(1, Arbitraries.just(new AttemptResult.AddressRefused("private"))))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }
}
