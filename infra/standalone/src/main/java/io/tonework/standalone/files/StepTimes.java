package io.tonework.standalone.files;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Milliseconds by step, in the order of the steps. Not thread-safe. */
final class StepTimes {
  private final Map<String, Double> milliseconds = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private long lapStart = start;

  /** The step that began at the last lap ends now. */
  void lap(String step) {
    long now = System.nanoTime();
    milliseconds.put(step, (now - lapStart) / 1e6);
    lapStart = now;
  }

  /** A step that was measured elsewhere, as a part of the current one. */
  void part(String step, Duration time) {
    milliseconds.put(step, time.toNanos() / 1e6);
  }

  /** A new lap begins; the time since the last one counts only in the total. */
  void restart() {
    lapStart = System.nanoTime();
  }

  /** All steps so far and their total, rounded to hundredths. */
  Map<String, Double> toMap() {
    Map<String, Double> rounded = new LinkedHashMap<>();
    milliseconds.forEach((step, time) -> rounded.put(step, Math.round(time * 100) / 100.0));
    rounded.put("total", Math.round((System.nanoTime() - start) / 1e4) / 100.0);
    return rounded;
  }
}
