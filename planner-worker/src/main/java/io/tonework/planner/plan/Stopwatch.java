package io.tonework.planner.plan;

import java.time.Duration;

/** Times consecutive steps. Not thread-safe. */
public final class Stopwatch {
  private long lapStart = System.nanoTime();

  /** Time since the last lap or the start. */
  public Duration lap() {
    long now = System.nanoTime();
    Duration lap = Duration.ofNanos(now - lapStart);
    lapStart = now;
    return lap;
  }
}
