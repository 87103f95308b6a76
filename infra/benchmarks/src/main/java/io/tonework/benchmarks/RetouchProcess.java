package io.tonework.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./tonework retouch} as a process of its own. */
final class RetouchProcess {
  private RetouchProcess() {}

  /** Retouches a folder and returns the processors' time that it took, in seconds. */
  static double cpuSeconds(Path root, Path folder) throws IOException, InterruptedException {
    String launcher = root.resolve("tonework").toString();
    return CommandCpu.seconds(
        root, List.of(launcher, "retouch", folder.toString(), "-o", folder + "-out"));
  }
}
