package io.tonework.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one piece of work costs: the mean of the processors' time, which the system counts in steps
 * of 10 ms, and the least of the time on the clock, since the machine does other things too.
 *
 * @param cpuMillis time of all processors together, in milliseconds
 * @param wallMillis time on the clock, in milliseconds
 */
record Measure(double cpuMillis, double wallMillis) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** Runs the work some times to warm up and some times to count. */
  static Measure of(int warmUps, int runs, Runnable work) {
    for (int i = 0; i < warmUps; i++) {
      work.run();
    }
    double wall = Double.MAX_VALUE;
    long cpuBefore = processCpuNanos();
    for (int i = 0; i < runs; i++) {
      long before = System.nanoTime();
      work.run();
      wall = Math.min(wall, (System.nanoTime() - before) / NANOS_PER_MILLI);
    }
    double cpu = (processCpuNanos() - cpuBefore) / NANOS_PER_MILLI / runs;
    return new Measure(cpu, wall);
  }

  /** What all processors have spent on this process; 0 where the system does not say. */
  static long processCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }

  /** The most memory that this process has had, in MiB; 0 where the system does not say. */
  static long peakMebibytes() {
    return peakMebibytes(ProcessHandle.current().pid());
  }

  /** The most memory that a running process has had, in MiB. */
  static long peakMebibytes(long process) {
    Path status = Path.of("/proc", Long.toString(process), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
