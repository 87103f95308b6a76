package io.tonework.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code ./tonework retouch} as a process of its own. */
final class RetouchProcess {
  private static final Pattern MINUTES_SECONDS = Pattern.compile("(\\d+)m([\\d.]+)s");

  private RetouchProcess() {}

  /** Retouches a folder and returns the processors' time that it took, in seconds. */
  static double cpuSeconds(Path root, Path folder) throws IOException, InterruptedException {
    // "times" of the shell: user and system time of itself, then of its children
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$0\" retouch \"$1\" -o \"$1-out\" >/dev/null 2>&1 || exit 1; times",
                root.resolve("tonework").toString(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("retouch of " + folder + " failed: " + said);
    }
    return MINUTES_SECONDS
        .matcher(said)
        .results()
        .skip(2)
        .mapToDouble(RetouchProcess::toSeconds)
        .sum();
  }

  private static double toSeconds(MatchResult time) {
    return Integer.parseInt(time.group(1)) * 60 + Double.parseDouble(time.group(2));
  }
}
