package io.tonework.planner.plan;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Every metric of this stage but those of its model, see {@link io.tonework.models.ModelMetric}.
 */
public enum PlannerMetric {
  PLAN(
      "tonework.planner.plan",
      "Time for one photo, in seconds; tags mode and outcome: planned, republished, rejected, failed"),
  STEP(
      "tonework.planner.step",
      "Time of one step of a plan, in seconds; tag step: thumbnail, look, taste, reason"),
  STATEMENTS(
      "tonework.planner.statements",
      "Statements of written plans; tag outcome: true, revised (written anew), replaced (measured)"),
  MISREAD(
      "tonework.planner.misread",
      "Written plans that told something else than the request plainly says, and were put right"),
  RETHOUGHT(
      "tonework.planner.rethought",
      "Written plans whose sliders were moved further because a wish did not show in the pixels"),
  WITHOUT_TASTE(
      "tonework.planner.without.taste", "Plans made without the user's taste for want of Redis");

  private final String key;
  private final String description;

  PlannerMetric(String key, String description) {
    this.key = key;
    this.description = description;
  }

  /** The name in Micrometer. */
  public String key() {
    return key;
  }

  /** What is counted, its unit and its tags. */
  public String description() {
    return description;
  }

  /** Records a duration under these tags (key, value, ...). */
  public void record(MeterRegistry registry, Duration time, String... tags) {
    Timer.builder(key).description(description).tags(tags).register(registry).record(time);
  }

  /** Counts that many under an outcome. */
  void count(MeterRegistry registry, String outcome, int many) {
    Counter.builder(key)
        .description(description)
        .tag("outcome", outcome)
        .register(registry)
        .increment(many);
  }

  /** Counts one. */
  public void count(MeterRegistry registry) {
    counter(registry).increment();
  }

  /** This metric as a counter without tags; it is there, at zero, before anything is counted. */
  public Counter counter(MeterRegistry registry) {
    return Counter.builder(key).description(description).register(registry);
  }
}
