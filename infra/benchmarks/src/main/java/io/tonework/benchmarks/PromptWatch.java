package io.tonework.benchmarks;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the processors' time until the last prompt was read from that after it, by looking at the
 * decoder's metric every few milliseconds. Used by one thread; {@link #close} ends its own.
 */
final class PromptWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(5);

  private final AtomicLong atLastPrompt = new AtomicLong(Measure.processCpuNanos());
  private final Thread watcher;

  /**
   * Watches from now on.
   *
   * @param prompts the decoder's timer of prompts
   */
  PromptWatch(Timer prompts) {
    this.watcher = Thread.ofPlatform().daemon().name("prompt-watch").start(() -> watch(prompts));
  }

  private void watch(Timer prompts) {
    long seen = prompts.count();
    while (!Thread.currentThread().isInterrupted()) {
      long now = prompts.count();
      if (now != seen) {
        seen = now;
        atLastPrompt.set(Measure.processCpuNanos());
      }
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Nanoseconds of all processors since the last prompt was read. */
  long nanosSinceLastPrompt() {
    return Measure.processCpuNanos() - atLastPrompt.get();
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
