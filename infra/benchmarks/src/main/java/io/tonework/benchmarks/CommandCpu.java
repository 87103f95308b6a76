package io.tonework.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program run as a process of its own, and the processors' time that it took. */
public final class CommandCpu {
  private static final Pattern MINUTES_SECONDS = Pattern.compile("(\\d+)m([\\d.]+)s");

  private CommandCpu() {}

  /** Whether the shell finds the program. */
  static boolean isThere(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v \"$0\" >/dev/null", program).start().waitFor()
        == 0;
  }

  /**
   * Runs a command.
   *
   * @return user and system time of it and its children, in seconds, which the system counts in
   *     steps of 10 ms
   * @throws IOException if it fails, with what it said
   */
  public static double seconds(Path folder, List<String> command)
      throws IOException, InterruptedException {
    return run(folder, command, CommandCpu::times);
  }

  private static double run(Path folder, List<String> command, ToDoubleFunction<String> reading)
      throws IOException, InterruptedException {
    // "times" of the shell: user and system time of itself, then of its children
    List<String> shell =
        Stream.concat(
                Stream.of("sh", "-c", "\"$0\" \"$@\" 2>&1 || { echo FAILED; exit 1; }; times"),
                command.stream())
            .toList();
    Process process =
        new ProcessBuilder(shell).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + said);
    }
    return reading.applyAsDouble(said);
  }

  /** What a command that measures itself prints first. */
  static double firstNumber(String said) {
    return Double.parseDouble(said.lines().findFirst().orElse("").strip());
  }

  private static double times(String said) {
    List<MatchResult> times = MINUTES_SECONDS.matcher(said).results().toList();
    return times.subList(times.size() - 2, times.size()).stream()
        .mapToDouble(CommandCpu::toSeconds)
        .sum();
  }

  /** The median of some runs. */
  static double median(int runs, Path folder, List<String> command)
      throws IOException, InterruptedException {
    return median(runs, folder, command, CommandCpu::times);
  }

  /** The median of some runs of a command that says itself what it took. */
  static double median(
      int runs, Path folder, List<String> command, ToDoubleFunction<String> reading)
      throws IOException, InterruptedException {
    double[] seconds = new double[runs];
    for (int i = 0; i < runs; i++) {
      seconds[i] = run(folder, command, reading);
    }
    Arrays.sort(seconds);
    return seconds[runs / 2];
  }

  private static double toSeconds(MatchResult time) {
    return Integer.parseInt(time.group(1)) * 60 + Double.parseDouble(time.group(2));
  }
}
