package io.tonework.messaging.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Property
  void shouldStayWithinJitterAndCap(
      @ForAll @IntRange(min = 1, max = 10_000) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1) double jitter,
      @ForAll Random random) {
    // Given
    RetryPolicy policy = new RetryPolicy(5, SECOND, MINUTE, jitter);
    Duration full = Duration.ofSeconds(Math.min(60, 1L << Math.min(attempt - 1, 6)));
    // When
    Duration delay = policy.delayAfter(attempt, random);
    // Then
    assertThat(delay).isLessThanOrEqualTo(full);
    assertThat(delay.toNanos()).isGreaterThanOrEqualTo((long) (full.toNanos() * (1 - jitter)) - 1);
  }

  @Test
  void shouldDoubleWhenThereIsNoJitter() {
    // Given
    RetryPolicy policy = new RetryPolicy(5, SECOND, MINUTE, 0);
    // When / Then
    assertThat(policy.delayAfter(1, new Random(1))).isEqualTo(SECOND);
    assertThat(policy.delayAfter(2, new Random(1))).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.delayAfter(6, new Random(1))).isEqualTo(Duration.ofSeconds(32));
    assertThat(policy.delayAfter(7, new Random(1))).isEqualTo(MINUTE);
  }

  @Test
  void shouldBeExhaustedWhenLastAttemptFailed() {
    assertThat(RetryPolicy.DEFAULT.isExhausted(5)).isFalse();
    assertThat(RetryPolicy.DEFAULT.isExhausted(6)).isTrue();
  }

  @Test
  void shouldNameTheValueWhenOutOfRange() {
    assertThatThrownBy(() -> new RetryPolicy(0, SECOND, MINUTE, 0)).hasMessageContaining("0");
    assertThatThrownBy(() -> new RetryPolicy(1, MINUTE, SECOND, 0)).hasMessageContaining("PT1M");
    assertThatThrownBy(() -> new RetryPolicy(1, SECOND, MINUTE, 1.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> new RetryPolicy(1, SECOND, MINUTE, Double.NaN))
        .hasMessageContaining("NaN");
  }
}
