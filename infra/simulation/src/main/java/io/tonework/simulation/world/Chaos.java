package io.tonework.simulation.world;

import io.tonework.simulation.fault.Kind;
import io.tonework.simulation.redis.MemoryRedis;
import io.tonework.simulation.time.Machine;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the line from outside, now and then: processes that are killed, stand still or
 * are rolled, rebalances, a Kafka that is away, a Redis that is emptied or started with what it
 * once held, servers that are away, and times in which all is slow.
 */
public final class Chaos {
  private final World world;
  private final Supplier<@Nullable Machine> someMachine;
  private final Runnable drainOne;
  private final boolean[] on = new boolean[Blow.values().length];

  private enum Blow {
    KILL,
    FREEZE,
    DRAIN,
    REBALANCE,
    KAFKA_AWAY,
    REDIS_FLUSH,
    REDIS_STALE,
    REDIS_AWAY,
    STORE_AWAY,
    ALL_SLOW
  }

  /** Chaos of a world; a seed switches about half of its kinds on. */
  public Chaos(World world, Supplier<@Nullable Machine> someMachine, Runnable drainOne) {
    this.world = world;
    this.someMachine = someMachine;
    this.drainOne = drainOne;
    for (int i = 0; i < on.length; i++) {
      on[i] = world.chance(0.5);
    }
  }

  /** Strikes until that time. */
  public void rage(long untilMicros) {
    MemoryRedis.Snapshot saved = world.redis().snapshot();
    while (world.timeline().now() < untilMicros) {
      world.timeline().sleep(world.between(500_000, 12_000_000));
      if (world.chance(0.3)) {
        saved = world.redis().snapshot();
      }
      Blow blow = Blow.values()[world.random().nextInt(on.length)];
      if (on[blow.ordinal()]) {
        world.diary().note("CHAOS", blow::name);
        strike(blow, saved);
      }
    }
  }

  private void outage(Kind kind, long atMostMicros) {
    long micros = world.between(1_000_000, atMostMicros);
    world.faults().outage(kind, world.timeline().now() + micros);
  }

  /** The second time comes while views are folded again because of the first. */
  private void onceOrTwice(Runnable blow) {
    blow.run();
    if (world.chance(0.5)) {
      world.timeline().sleep(world.between(50_000, 4_000_000));
      world.diary().note("CHAOS", () -> "the same again");
      blow.run();
    }
  }

  private void strike(Blow blow, MemoryRedis.Snapshot saved) {
    switch (blow) {
      case KILL -> {
        Machine machine = someMachine.get();
        if (machine != null) {
          world.diary().note(machine.name(), () -> "is killed");
          machine.kill();
        }
      }
      case FREEZE -> {
        Machine machine = someMachine.get();
        if (machine != null) {
          long micros = world.between(2_000_000, 40_000_000);
          world.diary().note(machine.name(), () -> "stands still for " + micros / 1e6 + " s");
          machine.freezeUntil(world.timeline().now() + micros);
        }
      }
      case DRAIN -> drainOne.run();
      case REBALANCE -> world.kafka().rebalance();
      case KAFKA_AWAY -> world.kafka().goAway(world.between(1_000_000, 50_000_000));
      case REDIS_FLUSH -> onceOrTwice(world.redis()::flush);
      case REDIS_STALE -> onceOrTwice(() -> world.redis().restart(saved));
      case REDIS_AWAY -> outage(Kind.REDIS_FAILS, 60_000_000);
      case STORE_AWAY -> outage(Kind.STORE_FAILS, 90_000_000);
      case ALL_SLOW -> outage(Kind.SLOW, 20_000_000);
    }
  }
}
