package io.tonework.simulation.world;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tonework.simulation.fault.Faults;
import io.tonework.simulation.fault.Wire;
import io.tonework.simulation.kafka.MemoryKafka;
import io.tonework.simulation.redis.MemoryDeliveryQueue;
import io.tonework.simulation.redis.MemoryPhotoViews;
import io.tonework.simulation.redis.MemoryRedis;
import io.tonework.simulation.redis.MemoryTasteStore;
import io.tonework.simulation.store.MemoryObjectStore;
import io.tonework.simulation.time.Diary;
import io.tonework.simulation.time.Machine;
import io.tonework.simulation.time.Timeline;
import io.tonework.simulation.time.VirtualClock;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One run's time, chance, faults and servers. Worlds share nothing that changes. */
public final class World {
  /** Tonework's own bucket. */
  public static final String BUCKET = "tonework";

  private static final int MAX_PER_ENDPOINT = 2;

  private final Random random;
  private final Timeline timeline;
  private final Clock clock;
  private final Faults faults;
  private final Diary diary;
  private final Sightings sightings;
  private final MemoryKafka kafka;
  private final MemoryObjectStore store;
  private final MemoryRedis redis = new MemoryRedis();
  private final MemoryTasteStore tastes = new MemoryTasteStore(redis);
  private final MemoryPhotoViews views = new MemoryPhotoViews(redis);
  private final MemoryDeliveryQueue queue = new MemoryDeliveryQueue(redis, MAX_PER_ENDPOINT);
  private final MeterRegistry meters = new CompositeMeterRegistry();

  /**
   * The world of a seed.
   *
   * @param out where its diary is written; null for nowhere
   */
  public World(long seed, @Nullable PrintStream out) {
    random = new Random(seed);
    timeline = new Timeline(random);
    clock = new VirtualClock(timeline);
    faults = new Faults(random);
    diary = new Diary(timeline, out);
    sightings = new Sightings(diary);
    store = new MemoryObjectStore(clock, sightings::written);
    kafka = new MemoryKafka(timeline, 1 + random.nextInt(4), sightings::appended);
    sightings.watch(store);
  }

  /** Where all chance comes from. */
  public Random random() {
    return random;
  }

  /** Virtual time. */
  public Timeline timeline() {
    return timeline;
  }

  /** The same as the line's clocks show it. */
  public Clock clock() {
    return clock;
  }

  /** Which faults come. */
  public Faults faults() {
    return faults;
  }

  /** The account of the run. */
  public Diary diary() {
    return diary;
  }

  /** What was seen, and what of it must not be. */
  public Sightings sightings() {
    return sightings;
  }

  /** The brokers. */
  public MemoryKafka kafka() {
    return kafka;
  }

  /** The object store. */
  public MemoryObjectStore store() {
    return store;
  }

  /** Redis. */
  public MemoryRedis redis() {
    return redis;
  }

  /** The tastes in it. */
  public MemoryTasteStore tastes() {
    return tastes;
  }

  /** The views of photos in it. */
  public MemoryPhotoViews views() {
    return views;
  }

  /** The queue of webhooks in it. */
  public MemoryDeliveryQueue queue() {
    return queue;
  }

  /** Meters that nobody reads. */
  public MeterRegistry meters() {
    return meters;
  }

  /** The network around a process. */
  public Wire wire(Machine machine) {
    return new Wire(timeline, faults, machine, diary);
  }

  /** Draws with that chance. */
  public boolean chance(double chance) {
    return random.nextDouble() < chance;
  }

  /** Draws a time, in microseconds. */
  public long between(long fromMicros, long toMicros) {
    return random.nextLong(fromMicros, toMicros);
  }
}
