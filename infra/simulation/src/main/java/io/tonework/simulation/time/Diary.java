package io.tonework.simulation.time;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A readable account of a run, one line for each thing that happens; or none, at no cost. */
public final class Diary {
  private final Timeline timeline;
  private final @Nullable PrintStream out;

  /**
   * A diary.
   *
   * @param out where it is written; null for nowhere
   */
  public Diary(Timeline timeline, @Nullable PrintStream out) {
    this.timeline = timeline;
    this.out = out;
  }

  /** Notes something. */
  public void note(String who, Supplier<String> what) {
    if (out != null) {
      out.printf(Locale.ROOT, "%10.3f s  %-22s %s%n", timeline.now() / 1e6, who, what.get());
    }
  }
}
