package io.tonework.planner.claims;

import io.tonework.planner.tables.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the reasoning makes about the photo before and after, in a form that can be
 * checked against the pixels.
 *
 * @param aspect what changes
 * @param hue which colour, for the aspects of one hue; null for the others
 * @param direction which way, over the whole plan
 * @param size how much
 * @param change the measured difference, in the aspect's unit
 */
public record MeasuredClaim(
    Aspect aspect, @Nullable HueBand hue, Direction direction, Size size, double change) {
  /** A size in words has no sharp borders: a fifth on either side belongs to both. */
  private static final double OVERLAP = Numbers.of("size_overlap");

  public static MeasuredClaim of(Aspect aspect, double change) {
    return of(aspect, null, change);
  }

  public static MeasuredClaim of(Aspect aspect, @Nullable HueBand hue, double change) {
    Direction direction =
        Math.abs(change) < aspect.slight()
            ? Direction.SAME
            : change > 0 ? Direction.UP : Direction.DOWN;
    return new MeasuredClaim(aspect, hue, direction, aspect.size(change), change);
  }

  /** True when a claim about the same subject states no more and no less. */
  public boolean bearsOut(Claim claim) {
    Size stated = claim.size();
    if (direction != claim.direction()) {
      return false;
    }
    if (stated == null || direction == Direction.SAME) {
      return true;
    }
    double magnitude = Math.abs(change);
    return switch (stated) {
      case SLIGHT -> magnitude < OVERLAP * aspect.from(Size.CLEAR);
      case CLEAR ->
          magnitude >= aspect.from(Size.CLEAR) / OVERLAP
              && magnitude < OVERLAP * aspect.from(Size.STRONG);
      case STRONG -> magnitude >= aspect.from(Size.STRONG) / OVERLAP;
    };
  }

  public boolean moves() {
    return direction != Direction.SAME;
  }

  public double weight() {
    return aspect.weight(change);
  }
}
