package io.tonework.simulation.time;

/**
 * A process of the simulated line, in one of its lives: it can stand still for a while, and it dies
 * once. For the tasks of one {@link Timeline}.
 */
public final class Machine {
  private final String name;
  private boolean dead;
  private long frozenUntil;

  /** A process that lives. */
  public Machine(String name) {
    this.name = name;
  }

  /** Names it in the account of a run. */
  public String name() {
    return name;
  }

  /** True until it dies. */
  public boolean isAlive() {
    return !dead;
  }

  /** Ends it: each of its tasks unwinds when its time comes, with {@link Crashed}. */
  public void kill() {
    dead = true;
  }

  /** True while it stands still. */
  public boolean isFrozen(long now) {
    return now < frozenUntil;
  }

  /**
   * Lets it stand still until that time, in microseconds; its tasks then go on as if nothing was.
   */
  public void freezeUntil(long until) {
    frozenUntil = Math.max(frozenUntil, until);
  }

  long frozenUntil() {
    return frozenUntil;
  }
}
