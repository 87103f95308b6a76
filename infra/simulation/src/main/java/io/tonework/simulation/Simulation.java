package io.tonework.simulation;

import io.tonework.simulation.check.Invariants;
import io.tonework.simulation.customer.Crowd;
import io.tonework.simulation.customer.Promises;
import io.tonework.simulation.line.Line;
import io.tonework.simulation.mutant.Mutant;
import io.tonework.simulation.world.Chaos;
import io.tonework.simulation.world.World;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of the line under the faults of a seed. */
public final class Simulation {
  private static final long LOOK_MICROS = 5_000_000;
  private static final long DUPLICATES_MICROS = 65_000_000;
  private static final long SWEEPS_MICROS = 300_000_000;
  private static final long PATIENCE_MICROS = 7_200_000_000L;

  private final World world;
  private final Line line;
  private final Promises promises = new Promises();
  private final Crowd crowd;
  private final Chaos chaos;

  private Simulation(long seed, Mutant mutant, @Nullable PrintStream diary) {
    world = new World(seed, diary);
    line = new Line(world, mutant);
    crowd = new Crowd(world, line, promises);
    chaos = new Chaos(world, line::someMachine, line::drainOne);
  }

  /**
   * How a run went.
   *
   * @param seed its seed
   * @param violations what must hold and does not; none when all went as it should
   * @param photos how many photos were promised to be retouched
   * @param events how many events were published
   * @param switches how often one task handed over to another
   * @param virtualSeconds how long it was for the line
   */
  public record Report(
      long seed,
      List<String> violations,
      int photos,
      int events,
      long switches,
      long virtualSeconds) {
    /** True when all held. */
    public boolean isGood() {
      return violations.isEmpty();
    }
  }

  /** Runs that seed. */
  public static Report run(long seed) {
    return run(seed, Mutant.NONE, null);
  }

  /**
   * Runs that seed.
   *
   * @param mutant a fault of our own making
   * @param diary where the account of the run is written; null for nowhere
   */
  public static Report run(long seed, Mutant mutant, @Nullable PrintStream diary) {
    return new Simulation(seed, mutant, diary).report(seed);
  }

  private Report report(long seed) {
    world.timeline().spawn("conductor", null, this::conduct);
    try {
      for (Throwable fault : world.timeline().run()) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        world.sightings().violated(trace.toString());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at seed " + seed, e);
    }
    return new Report(
        seed,
        world.sightings().violations(),
        promises.photos().size(),
        world.sightings().events().size(),
        world.timeline().switches(),
        world.timeline().now() / 1_000_000);
  }

  private void conduct() {
    long bad = world.between(40_000_000, 150_000_000);
    crowd.come(bad);
    chaos.rage(bad);
    world.faults().cease();
    world.diary().note("CONDUCTOR", () -> "no more faults");
    world.timeline().sleep(DUPLICATES_MICROS);
    long begin = world.timeline().now();
    // sweeps find what no notification told of, once the servers are back and nobody stands still
    while (!isAnnounced() && world.timeline().now() < begin + SWEEPS_MICROS) {
      world.timeline().sleep(LOOK_MICROS);
    }
    long until = world.timeline().now() + PATIENCE_MICROS;
    while (!isSettled() && world.timeline().now() < until) {
      world.timeline().sleep(LOOK_MICROS);
    }
    if (!isSettled()) {
      world.sightings().violated("the line does not settle:" + world.kafka().describeLag());
    }
    Invariants.check(world, promises);
    world.timeline().end();
  }

  private boolean isAnnounced() {
    return promises.photos().keySet().stream().allMatch(world.sightings()::knows);
  }

  private boolean isSettled() {
    return !promises.areUnderWay()
        && world.kafka().lag() == 0
        && world.queue().depth().pending() == 0;
  }
}
