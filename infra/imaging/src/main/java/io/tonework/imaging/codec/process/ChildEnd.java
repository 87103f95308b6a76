package io.tonework.imaging.codec.process;

import java.util.Map;

/** How a process ended, in words, where the JVM left no report of it. */
final class ChildEnd {
  /** What a Unix shell and Java add to the number of the signal that ended a process. */
  private static final int SIGNALLED = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL",
          6, "SIGABRT",
          7, "SIGBUS",
          8, "SIGFPE",
          9, "SIGKILL, perhaps for want of memory",
          11, "SIGSEGV",
          15, "SIGTERM");

  private ChildEnd() {}

  static String describe(int exitCode) {
    String signal = SIGNALS.get(exitCode - SIGNALLED);
    return signal == null ? "exit code " + exitCode : signal;
  }
}
