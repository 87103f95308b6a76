package io.tonework.planner.request;

import io.tonework.planner.claims.Claim;
import io.tonework.planner.claims.Direction;
import io.tonework.planner.claims.Subject;
import io.tonework.planner.tables.Numbers;

/**
 * A wish as it was read.
 *
 * @param claim what must become true of the pixels
 * @param strength 1 is plain, {@link #LITTLE} "a little", {@link #MUCH} "a lot"
 */
public record Wish(Claim claim, double strength) {
  /** The strength of "a little". */
  public static final double LITTLE = Numbers.of("a_little");

  /** The strength of "a lot". */
  public static final double MUCH = Numbers.of("a_lot");

  /** What the wish is about. */
  public Subject subject() {
    return claim.subject();
  }

  static Wish of(Subject subject, int way, double strength) {
    return new Wish(new Claim(subject, way > 0 ? Direction.UP : Direction.DOWN), strength);
  }
}
