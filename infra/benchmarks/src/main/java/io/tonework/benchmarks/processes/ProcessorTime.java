package io.tonework.benchmarks.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The processors' time that processes have taken so far, as Linux counts it, in steps of 10 ms. */
final class ProcessorTime {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER = 11;
  private static final int CHILDREN_SYSTEM = 14;

  private ProcessorTime() {}

  /** Seconds of each process and of its children, by name; children that ended are included. */
  static Map<String, Double> of(Map<String, ProcessHandle> processes) throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (Map.Entry<String, ProcessHandle> each : processes.entrySet()) {
      double sum = 0;
      for (ProcessHandle one :
          Stream.concat(Stream.of(each.getValue()), each.getValue().descendants()).toList()) {
        sum += seconds(one);
      }
      seconds.put(each.getKey(), sum);
    }
    return seconds;
  }

  private static double seconds(ProcessHandle process) throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    } catch (NoSuchFileException ended) {
      return 0; // its parent has the time by now
    }
    // fields are counted after the name, which stands in brackets and may hold blanks
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** What each took between two readings, in seconds. */
  static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
    Map<String, Double> taken = new LinkedHashMap<>();
    after.forEach((name, seconds) -> taken.put(name, seconds - before.getOrDefault(name, 0.0)));
    return taken;
  }

  /** All of them together. */
  static double sum(Map<String, Double> seconds) {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
