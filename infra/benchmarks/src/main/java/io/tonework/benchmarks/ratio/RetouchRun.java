package io.tonework.benchmarks.ratio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code ./tonework retouch} over a folder as a process of its own, watched while it works.
 *
 * @param samples in the order of time
 */
record RetouchRun(List<Sample> samples) {
  /**
   * The process at one moment.
   *
   * @param done photos that are finished
   * @param cpuSeconds processors' time so far
   * @param residentMebibytes memory
   */
  record Sample(int done, double cpuSeconds, long residentMebibytes) {}

  /**
   * Retouches a folder on two threads.
   *
   * @param plans writes each plan beside its photo
   */
  static RetouchRun over(Path root, Path photos, Path to, boolean plans)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                root.resolve("tonework").toString(),
                "retouch",
                photos.toString(),
                "-o",
                to.toString(),
                "--threads",
                "2"));
    if (plans) {
      command.add("--plan");
    }
    Path log = Path.of(to + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    List<Sample> samples = new ArrayList<>();
    while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
      try {
        // the count first: what is counted is then paid for
        int done = count(to);
        samples.add(new Sample(done, ChildCpu.of(process.pid()), resident(process.pid())));
      } catch (IOException e) {
        break; // it has ended between two looks
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException("retouch failed: " + Files.readString(log));
    }
    return new RetouchRun(List.copyOf(samples));
  }

  /** The slope: what a photo takes once that many are done, in seconds. */
  double cpuPerPhotoAfter(int warmUp) throws IOException {
    Sample from =
        samples.stream()
            .filter(sample -> sample.done() >= warmUp)
            .findFirst()
            .orElseThrow(() -> new IOException("too few photos to warm up"));
    Sample to = samples.getLast();
    if (to.done() <= from.done()) {
      throw new IOException("too few photos after the warm-up");
    }
    return (to.cpuSeconds() - from.cpuSeconds()) / (to.done() - from.done());
  }

  private static int count(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.filter(file -> file.toString().endsWith(".jpg")).count();
    }
  }

  private static long resident(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }
}
