package io.tonework.simulation.time;

/**
 * The process of a task has died, or the run is over: the task unwinds, and nothing that it does
 * has an effect.
 */
public final class Crashed extends Error {
  private static final long serialVersionUID = 1L;

  Crashed(String message) {
    super(message, null, false, false);
  }
}
