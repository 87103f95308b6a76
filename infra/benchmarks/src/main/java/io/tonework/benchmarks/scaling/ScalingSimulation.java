package io.tonework.benchmarks.scaling;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A day of a school-photo peak under the chart's settings as they were and as they are: waiting
 * time, lag, replicas, photos done twice, and money, for pools of CPUs and of GPUs.
 *
 * <p>Times of planner and renderer are those of {@code docs/performance.md}; what is assumed stands
 * beside each pool. Arguments: the picture to write, the seed.
 */
public final class ScalingSimulation {
  private static final int LONGEST_SECONDS = 120;

  private ScalingSimulation() {}

  /** Prints a table and writes the picture. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    Path picture = Path.of(arguments.length > 0 ? arguments[0] : "scaling-day.png");
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    List<List<DayFigures>> drawn = new ArrayList<>();
    System.out.println(
        "| pool | settings | photos | p50 | p95 | p99 | longest | highest lag | most replicas"
            + " | replica hours | times fewer | done twice | nodes |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (Pool pool : pools()) {
      SchoolDay day = new SchoolDay(24, new Random(seed));
      List<DayFigures> ofPool = new ArrayList<>();
      for (Settings settings :
          List.of(
              Settings.before(),
              Settings.beforeWithPartitions(2 * pool.maxReplicas()),
              Settings.now(pool.maxReplicas(), LONGEST_SECONDS),
              Settings.always(pool.maxReplicas(), LONGEST_SECONDS))) {
        DayFigures figures = PoolDay.run(pool, settings, day, seed);
        System.out.println(row(figures));
        if (settings.fixedReplicas() == 0) {
          ofPool.add(figures);
        }
      }
      drawn.add(ofPool);
    }
    DayChart.write(drawn, picture);
    System.out.println("picture: " + picture);
  }

  /** The pools of the chart, with what is measured and what is assumed. */
  private static List<Pool> pools() {
    return List.of(
        // 24 MP: 0.36 s of a processor for the pixels and 0.11 s for the lattice, measured; one
        // photo in
        // a hundred is a raw file or 100 MP with regions, assumed to take 20 s; a node of 8
        // processors
        new Pool("render-worker, CPU", 1, 24, 20, 2, 0.47, 0.3, 0.01, 20, 12, 90, 3, 0.34),
        // 64 ms for plan and reasoning, 90 ms for the thumbnail of 24 MP, measured; one in a
        // hundred takes 5 s, assumed
        new Pool("planner-worker, CPU", 1, 12, 50, 1, 0.154, 0.3, 0.01, 5, 12, 90, 7, 0.34),
        // a decoder of the published size, 2.6 GB: eight answers at once. Assumed from the bytes
        // that a
        // step reads, at 600 GB/s: 4.3 ms a token, 48 tokens and the prompt; one GPU a node
        new Pool(
            "planner-worker, large bundle, GPU", 1, 12, 50, 8, 0.6, 0.2, 0.01, 5, 60, 240, 1, 1.0));
  }

  private static String row(DayFigures it) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d | %s | %s | %s | %s | %,d | %d | %.0f | %d | %,d | $%.0f |",
        it.pool.name(),
        it.settings.name(),
        it.photos(),
        time(it.quantile(0.5)),
        time(it.quantile(0.95)),
        time(it.quantile(0.99)),
        time(it.quantile(1)),
        it.highestLag(),
        it.mostReplicas(),
        it.replicaHours(),
        it.timesDown(),
        it.redoneInVain(),
        it.dollars());
  }

  private static String time(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }
}
