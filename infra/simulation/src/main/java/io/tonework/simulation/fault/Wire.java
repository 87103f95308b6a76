package io.tonework.simulation.fault;

import io.tonework.simulation.time.Diary;
import io.tonework.simulation.time.Machine;
import io.tonework.simulation.time.Timeline;
import java.util.function.Supplier;

/**
 * The network as one process sees it: a call takes time on its way there and back, and the process
 * may die before, between and after. Everything that a process does to the outside goes through
 * here.
 */
public final class Wire {
  private static final long SLOWEST_MICROS = 20_000_000;

  private final Timeline timeline;
  private final Faults faults;
  private final Machine machine;
  private final Diary diary;

  /** The network around that process. */
  public Wire(Timeline timeline, Faults faults, Machine machine, Diary diary) {
    this.timeline = timeline;
    this.faults = faults;
    this.machine = machine;
    this.diary = diary;
  }

  /** The faults of the run. */
  public Faults faults() {
    return faults;
  }

  /** The time of the run. */
  public Timeline timeline() {
    return timeline;
  }

  /** The process. */
  public Machine machine() {
    return machine;
  }

  /** Draws whether a fault of that kind comes to this call, and notes it. */
  public boolean strikes(Kind kind, String what) {
    boolean strikes = faults.strikes(kind, timeline.now());
    if (strikes) {
      note(() -> kind + " at " + what);
    }
    return strikes;
  }

  /** Notes what this process does. */
  public void note(Supplier<String> what) {
    diary.note(machine.name(), what);
  }

  /**
   * Makes a call.
   *
   * @param what names it in the account of the run
   * @param effect what it does where it arrives, at one moment
   * @throws io.tonework.simulation.time.Crashed when the process dies meanwhile
   */
  public <T> T call(String what, Supplier<T> effect) {
    perhapsDie(what, "before");
    travel();
    if (!machine.isAlive()) {
      if (faults.strikes(Kind.LATE_EFFECT, timeline.now())) {
        note(() -> "late, after its death: " + what);
        T _ = effect.get();
      }
      timeline.sleep(0);
    }
    T result = effect.get();
    perhapsDie(what, "after");
    travel();
    timeline.sleep(0);
    return result;
  }

  /** Lets the process take its time over something. */
  public void work(long micros) {
    timeline.sleep(micros);
    perhapsDie("work", "after");
  }

  private void travel() {
    long micros = timeline.random().nextLong(200, 4_200);
    if (faults.strikes(Kind.SLOW, timeline.now())) {
      micros += timeline.random().nextLong(SLOWEST_MICROS);
    }
    timeline.pause(micros);
  }

  private void perhapsDie(String what, String when) {
    if (machine.isAlive() && faults.strikes(Kind.CRASH, timeline.now())) {
      note(() -> "DIES " + when + " " + what);
      machine.kill();
      timeline.sleep(0);
    }
  }
}
