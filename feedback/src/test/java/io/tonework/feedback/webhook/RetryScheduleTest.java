package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Random RANDOM = new Random(7);

  @Test
  void shouldAttemptTenTimesInThreeDaysWhenScheduleIsStandard() {
    assertThat(RetrySchedule.STANDARD.pauses()).hasSize(10);
    assertThat(RetrySchedule.STANDARD.pauseAfter(0, RANDOM)).contains(Duration.ZERO);
    assertThat(RetrySchedule.STANDARD.pauseAfter(10, RANDOM)).isEmpty();
    assertThat(RetrySchedule.STANDARD.longest())
        .isBetween(Duration.ofHours(75), Duration.ofHours(84));
  }

  @Test
  void shouldSpreadPausesWhenJitterIsSet() {
    // Given
    RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofSeconds(100)), 0.1);
    // When
    List<Duration> pauses =
        RANDOM
            .ints(500)
            .mapToObj(_ -> schedule.pauseAfter(0, RANDOM).orElseThrow())
            .sorted()
            .toList();
    // Then
    assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(101));
    assertThat(pauses.getLast()).isBetween(Duration.ofSeconds(109), Duration.ofSeconds(110));
  }

  @Test
  void shouldNameValueWhenScheduleIsWrong() {
    assertThatThrownBy(() -> new RetrySchedule(List.of(), 0)).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new RetrySchedule(List.of(Duration.ZERO), 2))
        .hasMessageContaining("not 2");
  }
}
