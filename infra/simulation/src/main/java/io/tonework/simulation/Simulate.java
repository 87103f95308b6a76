package io.tonework.simulation;

import io.tonework.simulation.mutant.Mutant;
import java.util.List;
import java.util.stream.LongStream;

/** Runs seeds from the command line: {@code FIRST COUNT}, or {@code SEED} with its account. */
public final class Simulate {
  private Simulate() {}

  private static void firstOfEach(long first, long count) {
    for (Mutant mutant : Mutant.values()) {
      System.out.println(
          mutant
              + " "
              + LongStream.range(first, first + count)
                  .mapToObj(seed -> Simulation.run(seed, mutant, null))
                  .filter(report -> !report.isGood())
                  .findFirst());
    }
  }

  /** See the README of this module. */
  public static void main(String[] arguments) {
    Mutant mutant = Mutant.valueOf(System.getProperty("mutant", "NONE"));
    if (arguments.length == 1) {
      Simulation.Report report = Simulation.run(Long.parseLong(arguments[0]), mutant, System.out);
      System.out.println(report);
      return;
    }
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    if (arguments.length == 3) {
      firstOfEach(first, count);
      return;
    }
    long start = System.nanoTime();
    List<Simulation.Report> bad =
        LongStream.range(first, first + count)
            .parallel()
            .mapToObj(seed -> Simulation.run(seed, mutant, null))
            .filter(report -> !report.isGood())
            .toList();
    bad.forEach(System.out::println);
    System.out.printf(
        "%d of %d seeds failed, %.1f s%n", bad.size(), count, (System.nanoTime() - start) / 1e9);
  }
}
