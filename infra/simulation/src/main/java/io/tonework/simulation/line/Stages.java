package io.tonework.simulation.line;

import io.tonework.messaging.loop.LoopBase;
import io.tonework.messaging.loop.StageLoop;
import io.tonework.messaging.queue.LoopLimits;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.TransientException;
import io.tonework.simulation.fault.Wire;
import io.tonework.simulation.kafka.MemoryProducer;
import io.tonework.simulation.mutant.Mutant;
import io.tonework.simulation.time.Task;
import io.tonework.simulation.world.World;
import io.tonework.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs stages in one process: each loop is a task, each record in flight another. */
final class Stages {
  private static final long START_RETRY_MICROS = 3_000_000;

  private final World world;
  private final Wire wire;
  private final Mutant mutant;
  private final List<StageLoop> loops = new ArrayList<>();
  private int draining;

  Stages(World world, Wire wire, Mutant mutant) {
    this.world = world;
    this.wire = wire;
    this.mutant = mutant;
  }

  /** Runs a stage; a loop that stops by itself takes its process down, as a failed probe does. */
  void run(StageDefinition stage) {
    run(stage.name(), () -> stage);
  }

  /**
   * Runs a stage.
   *
   * @param prepare says what to run, and may fail while a server is away
   */
  void run(String name, Supplier<StageDefinition> prepare) {
    world.timeline().spawn(name, wire.machine(), () -> loop(prepared(prepare)));
  }

  private StageDefinition prepared(Supplier<StageDefinition> prepare) {
    while (true) {
      try {
        return prepare.get();
      } catch (TransientException | StorageException e) {
        world.timeline().sleep(START_RETRY_MICROS);
      }
    }
  }

  private void loop(StageDefinition stage) {
    StageLoop loop = StageLoop.of(stage, base(stage), world.meters());
    loops.add(loop);
    loop.run();
    if (draining > 0) {
      draining--;
    }
    if (draining == 0) {
      wire.note(() -> "ends: " + loop.failure().map(Throwable::getMessage).orElse("drained"));
      wire.machine().kill();
    }
  }

  private LoopBase base(StageDefinition stage) {
    LoopLimits limits =
        new LoopLimits(
            2 * stage.maxInFlight(),
            64,
            20,
            4,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            // no grace: what is in flight at a rebalance is always taken away
            Duration.ZERO,
            Duration.ofSeconds(5));
    return new LoopBase(
        mutant.consumer(world.kafka(), stage.group(), limits.maxPollRecords(), wire),
        new MemoryProducer(world.kafka(), wire),
        world.clock(),
        world.random(),
        work -> {
          Task task = world.timeline().spawn(stage.name() + " record", wire.machine(), work);
          return task::interrupt;
        },
        limits);
  }

  /** Ends the process in order: what is in flight is finished, then it is gone. */
  void drain() {
    draining = loops.size();
    loops.forEach(StageLoop::drain);
  }
}
