package io.tonework.planner.plan;

/** One step from a photo to its plan. Implementations are thread-safe and keep nothing. */
@FunctionalInterface
interface PlanStep {
  /**
   * What is known after the step; the same state when the step has nothing to do for this photo.
   *
   * @throws InterruptedException when the thread is interrupted while the photo waits for a model
   */
  PlanState apply(PlanState state) throws InterruptedException;
}
