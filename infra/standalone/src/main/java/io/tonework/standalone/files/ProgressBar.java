package io.tonework.standalone.files;

import io.tonework.service.OneLine;
import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** A bar on a terminal; nothing at all where the output is not read by a person. Thread-safe. */
public final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 32;

  private final PrintStream out;
  private final boolean visible;
  private final int total;
  private final long start = System.nanoTime();
  private int done;

  /** A bar of that many steps on a stream, drawn only where it is visible. */
  ProgressBar(PrintStream out, boolean visible, int total) {
    this.out = out;
    this.visible = visible;
    this.total = total;
    draw("");
  }

  /** A bar of that many steps on standard error, if that is a terminal. */
  public static ProgressBar onTerminal(int total) {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    boolean watched = terminal && System.getenv("CI") == null;
    return new ProgressBar(System.err, watched, total);
  }

  /** Says what goes on, with no further step done. */
  public synchronized void show(String what) {
    draw(OneLine.escape(what));
  }

  /** One step more is done. */
  public synchronized void step(String what) {
    done++;
    draw(OneLine.escape(what));
  }

  /** Writes a line that stays, above the bar. */
  public synchronized void say(String line) {
    clear();
    out.println(OneLine.escape(line)); // it names files, which may be named by strangers
    draw("");
  }

  /** Makes room for what is printed below; the next step draws the bar anew. */
  public synchronized void hide() {
    clear();
    out.flush();
  }

  private void draw(String what) {
    if (!visible || total == 0) {
      return;
    }
    int filled = WIDTH * done / total;
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        "\r\033[K[%s%s] %d/%d  %.1f s  %s",
        "█".repeat(filled), "░".repeat(WIDTH - filled), done, total, seconds, what);
    out.flush();
  }

  private void clear() {
    if (visible) {
      out.print("\r\033[K");
    }
  }

  /** Clears the bar from the terminal. */
  @Override
  public synchronized void close() {
    clear();
    out.flush();
  }
}
