package io.tonework.planner.claims;

/** Which way an {@link Aspect} goes. */
public enum Direction {
  UP,
  DOWN,
  /** Its change is smaller than {@link Aspect#slight}. */
  SAME
}
