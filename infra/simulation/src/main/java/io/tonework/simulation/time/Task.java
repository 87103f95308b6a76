package io.tonework.simulation.time;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A piece of work on a thread of its own, which runs only while the timeline lets it. */
public final class Task {
  private final String name;
  private final @Nullable Machine machine;
  private @Nullable Thread thread;
  private volatile boolean mayRun;
  private boolean interruptWanted;
  long wakeAt;
  long tie;
  boolean queued;

  Task(String name, @Nullable Machine machine) {
    this.name = name;
    this.machine = machine;
  }

  /** Names it in the account of a run. */
  public String name() {
    return name;
  }

  /** The process that it belongs to; null for the world around the line. */
  public @Nullable Machine machine() {
    return machine;
  }

  /** Interrupts it, which it notices when it runs next. */
  public void interrupt() {
    interruptWanted = true;
  }

  boolean isDoomed() {
    return machine != null && !machine.isAlive();
  }

  void runsOn(Thread own) {
    thread = own;
  }

  void resume() {
    mayRun = true;
    LockSupport.unpark(thread);
  }

  /** Waits, on the task's own thread, until the timeline resumes it. */
  void awaitTurn() {
    while (!mayRun) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        interruptWanted = true;
      }
    }
    mayRun = false;
  }

  /** Puts an interrupt away, for a thread that is interrupted cannot wait. */
  void putInterruptAway() {
    if (Thread.interrupted()) {
      interruptWanted = true;
    }
  }

  void bringInterruptBack() {
    if (interruptWanted) {
      interruptWanted = false;
      Thread.currentThread().interrupt();
    }
  }
}
