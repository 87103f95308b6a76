package io.tonework.feedback.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a webhook is attempted: a pause before each attempt.
 *
 * @param pauses the pause before the first attempt, before the second, and so on; as many attempts
 *     as pauses
 * @param jitter 0..1: each pause is made longer by a random share of itself up to this, so that
 *     deliveries that failed together do not come back together
 */
public record RetrySchedule(List<Duration> pauses, double jitter) {
  /** Standard Webhooks' suggestion: ten attempts in a little over three days. */
  public static final RetrySchedule STANDARD =
      new RetrySchedule(
          List.of(
              Duration.ZERO,
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24)),
          0.1);

  /**
   * Copies the list and checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of range
   */
  public RetrySchedule {
    pauses = List.copyOf(pauses);
    if (pauses.isEmpty() || pauses.stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException(
          "a schedule needs at least one pause and none below 0, not " + pauses);
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter must be from 0 to 1, not " + jitter);
    }
  }

  /**
   * The pause before the next attempt.
   *
   * @param attemptsMade how many attempts failed so far
   * @return from pause to pause x (1 + jitter); empty when the schedule is used up
   */
  public Optional<Duration> pauseAfter(int attemptsMade, RandomGenerator random) {
    if (attemptsMade >= pauses.size()) {
      return Optional.empty();
    }
    double pauseNanos = pauses.get(attemptsMade).toNanos();
    return Optional.of(Duration.ofNanos((long) (pauseNanos * (1 + jitter * random.nextDouble()))));
  }

  /** How long a delivery can be pending at most, without the answers' own wishes. */
  public Duration longest() {
    Duration sum = pauses.stream().reduce(Duration.ZERO, Duration::plus);
    return sum.plusNanos((long) (sum.toNanos() * jitter));
  }
}
