package io.tonework.planner.wishes;

import io.tonework.contracts.Sliders;
import io.tonework.planner.claims.Claim;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wish in the phrases of a bundle, as a plan's text tells that it was asked for, with what the
 * bundle does for it.
 *
 * @param phrases its token ids, the strength last where it has one
 * @param claim what must become true of the pixels; null when the bundle does not say, as of looks
 * @param move the sliders of the wish when nothing says how strong it is; none of looks
 * @param strength how strong it was meant: 1 is plain, less is "a little", more is "a lot"
 */
public record ToldWish(
    List<Integer> phrases, @Nullable Claim claim, Sliders move, double strength) {
  /** Copies the list. */
  public ToldWish {
    phrases = List.copyOf(phrases);
  }

  /** A wish of which the bundle does not say what must become true. */
  static ToldWish look(List<Integer> phrases) {
    return new ToldWish(phrases, null, Sliders.none(), 1);
  }

  /** True when nothing is claimed of the pixels. */
  public boolean isLook() {
    return claim == null;
  }

  /** True when the other one asks for the same, in whatever phrases. */
  boolean meansTheSameAs(ToldWish other) {
    return Objects.equals(claim, other.claim)
        && move.equals(other.move)
        && strength == other.strength;
  }
}
