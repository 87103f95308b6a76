package io.tonework.planner.plan;

/** The parts that the time of a plan is counted in. */
enum PlanPhase {
  /** Checking and decoding the photo. */
  THUMBNAIL,
  /** Waiting for the models and running them. */
  LOOK,
  /** Asking for the user's taste. */
  TASTE,
  /** Measuring the photo and the plan, and saying what is done. */
  REASON
}
