package io.tonework.planner.reasoning;

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
public record Claim(
    Aspect aspect, @Nullable HueBand hue, Direction direction, Size size, double change) {

  static Claim of(Aspect aspect, double change) {
    return of(aspect, null, change);
  }

  static Claim of(Aspect aspect, @Nullable HueBand hue, double change) {
    Direction direction =
        Math.abs(change) < aspect.slight()
            ? Direction.SAME
            : change > 0 ? Direction.UP : Direction.DOWN;
    return new Claim(aspect, hue, direction, aspect.size(change), change);
  }

  boolean moves() {
    return direction != Direction.SAME;
  }

  double weight() {
    return aspect.weight(change);
  }
}
