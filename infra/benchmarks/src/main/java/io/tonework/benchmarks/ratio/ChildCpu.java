package io.tonework.benchmarks.ratio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs programs one after another and counts the processors' time of all of them, in the steps of
 * 10 ms that the system counts in. Not thread-safe: nothing else may start processes meanwhile.
 */
final class ChildCpu {
  private static final int CHILDREN_USER = 13;
  private static final double TICKS_PER_SECOND = 100;

  private double seconds;

  /**
   * Runs a program to its end.
   *
   * @throws IOException if it fails, with what it said
   */
  void run(String... command) throws IOException, InterruptedException {
    double before = ofChildren();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + said);
    }
    seconds += ofChildren() - before;
  }

  /** User and system time of all that was run, in seconds. */
  double seconds() {
    return seconds;
  }

  private static double ofChildren() throws IOException {
    String[] fields = fields(ProcessHandle.current().pid());
    return ticks(fields, CHILDREN_USER) + ticks(fields, CHILDREN_USER + 1);
  }

  /** What a running process has taken itself, in seconds. */
  static double of(long pid) throws IOException {
    String[] fields = fields(pid);
    return ticks(fields, CHILDREN_USER - 2) + ticks(fields, CHILDREN_USER - 1);
  }

  private static double ticks(String[] fields, int field) {
    return Long.parseLong(fields[field]) / TICKS_PER_SECOND;
  }

  private static String[] fields(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // fields are counted after the name, which stands in brackets and may hold blanks
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }
}
