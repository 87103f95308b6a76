package io.tonework.feedback.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the {@code Retry-After} header (RFC 9110, section 10.2.3). */
final class RetryAfter {
  private RetryAfter() {}

  /**
   * How long the answerer wants to be left alone.
   *
   * @param header seconds, or an HTTP-date
   * @param now what a date is counted from
   * @param cap the longest wait that is granted
   * @return 0..cap; empty when the header is neither
   */
  static Optional<Duration> parse(String header, Instant now, Duration cap) {
    String text = header.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // more digits than a long holds are beyond every cap
      return Optional.of(
          text.length() > 15 ? cap : capped(Duration.ofSeconds(Long.parseLong(text)), cap));
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return Optional.of(capped(Duration.between(now, date), cap));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration capped(Duration wish, Duration cap) {
    if (wish.isNegative()) {
      return Duration.ZERO;
    }
    return wish.compareTo(cap) > 0 ? cap : wish;
  }
}
