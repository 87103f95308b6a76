package io.tonework.simulation.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Which faults come in a run: a seed switches about half of the kinds on, for a run in which
 * everything fails at once hides what only some of it would show. After {@link #cease} there are
 * none.
 */
public final class Faults {
  private static final double IN_OUTAGE = 0.9;

  private final Random random;
  private final Map<Kind, Double> chances = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> outages = new EnumMap<>(Kind.class);
  private boolean ceased;

  /** The faults of a run whose chance comes from there. */
  public Faults(Random random) {
    this.random = random;
    for (Kind kind : Kind.values()) {
      boolean on = random.nextInt(5) < 3;
      double strength = 0.3 + random.nextDouble() * 1.4;
      chances.put(kind, on ? Math.min(1, kind.chance() * strength) : 0);
    }
  }

  /** No faults at all. */
  public static Faults none() {
    Faults none = new Faults(new Random(0));
    none.cease();
    return none;
  }

  /**
   * Draws whether such a fault comes now.
   *
   * @param now microseconds since the beginning
   */
  public boolean strikes(Kind kind, long now) {
    if (ceased) {
      return false;
    }
    double chance =
        now < outages.getOrDefault(kind, 0L) ? IN_OUTAGE : chances.getOrDefault(kind, 0.0);
    return random.nextDouble() < chance;
  }

  /** Lets nearly every call meet that fault until then. */
  public void outage(Kind kind, long untilMicros) {
    outages.merge(kind, untilMicros, Math::max);
  }

  /** No fault comes any more. */
  public void cease() {
    ceased = true;
  }

  /** True once no fault comes any more. */
  public boolean hasCeased() {
    return ceased;
  }
}
