package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration CAP = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "' 5 ', PT5S",
    "0, PT0S",
    "86400, PT1H",
    "99999999999999999999999999, PT1H",
    "'Sat, 21 Nov 2026 08:00:30 GMT', PT30S",
    "'Sat, 21 Nov 2026 07:00:00 GMT', PT0S",
    "'Wed, 25 Nov 2026 08:00:00 GMT', PT1H"
  })
  void shouldWaitAsAskedUpToCapWhenHeaderIsValid(String header, Duration expected) {
    assertThat(RetryAfter.parse(header, NOW, CAP)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "2026-11-21T08:00:30Z", "١٢"})
  void shouldIgnoreHeaderWhenItIsNeitherSecondsNorDate(String header) {
    assertThat(RetryAfter.parse(header, NOW, CAP)).isEmpty();
  }

  @Test
  void shouldBeZeroWhenDateHasPassed() {
    assertThat(RetryAfter.parse("Fri, 20 Nov 2026 08:00:00 GMT", NOW, CAP)).contains(Duration.ZERO);
  }
}
