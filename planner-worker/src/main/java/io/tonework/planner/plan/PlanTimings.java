package io.tonework.planner.plan;

import java.time.Duration;
import java.util.EnumMap;

/**
 * How long each step of a plan took.
 *
 * @param thumbnail checking and decoding the photo
 * @param look waiting for the model and running it
 * @param taste asking for the user's taste
 * @param reason running the plan over the thumbnail and writing the reasoning
 */
public record PlanTimings(Duration thumbnail, Duration look, Duration taste, Duration reason) {
  /** Adds up the time between its laps by phase. Not thread-safe. */
  static final class Clock {
    private final EnumMap<PlanPhase, Duration> times = new EnumMap<>(PlanPhase.class);
    private final Stopwatch stopwatch = new Stopwatch();

    /** Counts the time since the last lap as that phase. */
    void lap(PlanPhase phase) {
      times.merge(phase, stopwatch.lap(), Duration::plus);
    }

    PlanTimings timings() {
      return new PlanTimings(
          of(PlanPhase.THUMBNAIL), of(PlanPhase.LOOK), of(PlanPhase.TASTE), of(PlanPhase.REASON));
    }

    private Duration of(PlanPhase phase) {
      return times.getOrDefault(phase, Duration.ZERO);
    }
  }
}
