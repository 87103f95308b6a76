package io.tonework.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/**
 * A running stage: reads its topics, hands records to its handler and publishes what comes of them.
 *
 * <p>{@link #start} returns at once; {@link #isReady} turns true when the group has given this
 * member its share. Thread-safe.
 */
public final class StageLoop implements AutoCloseable {
  private StageLoop() {}

  /**
   * Starts a stage. Its topics must exist, see {@link TopicAdmin#ensureTopics}.
   *
   * @param metrics where the loop's metrics go
   */
  public static StageLoop start(
      StageDefinition stage, KafkaSettings settings, MeterRegistry metrics) {
    if (!stage.topics().isEmpty()) {
      throw new UnsupportedOperationException("the loop lands next");
    }
    return new StageLoop();
  }

  /** True while the group has admitted this member and the loop runs. */
  public boolean isReady() {
    return false;
  }

  /** False once the loop has ended, by {@link #close} or by a fatal fault. */
  public boolean isAlive() {
    return false;
  }

  /** Why the loop stopped by itself, if it did. */
  public Optional<Throwable> failure() {
    return Optional.empty();
  }

  /**
   * Drains: takes no new work, waits for what is in flight up to the drain timeout, commits and
   * leaves the group. Returns when the loop has ended; further calls do nothing.
   */
  @Override
  public void close() {}
}
