package io.tonework.planner.measures;

import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.claims.Direction;
import io.tonework.planner.claims.HueBand;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** An untouched photo, measured once for all that is said of it. Immutable and thread-safe. */
public final class Observation {
  private final float[] places;
  private final Pixels original;
  private final Tones tones;
  private final Colours colours;

  private Observation(float[] places) {
    this.places = places;
    this.original = Pixels.of(places);
    this.tones = Tones.of(original);
    this.colours = Colours.of(original);
  }

  /** Measures a photo, small. */
  public static Observation of(RgbImage photo) {
    return ofPlaces(Places.of(photo));
  }

  /** Of colours {@code float[n * 3]}, encoded sRGB, 0..1, every one of which is measured. */
  static Observation ofPlaces(float[] places) {
    return new Observation(places.clone());
  }

  float[] places() {
    return places;
  }

  Pixels original() {
    return original;
  }

  Tones tones() {
    return tones;
  }

  public Colours colours() {
    return colours;
  }

  /**
   * What can be said of the photo before anything is done to it, in the names that grammars use.
   *
   * @param sight what the planner saw
   * @param isInstructed true when the customer said what to do
   */
  public Set<String> facts(Sight sight, boolean isInstructed) {
    return new Facts(this, sight).all(isInstructed);
  }

  /** The photo beside what a plan makes of it. */
  public Outcome after(RgbFunction plan) {
    return new Outcome(Change.between(original, original, Places.after(plan, places)));
  }

  /** What a plan does to the photo as a whole. */
  public static final class Outcome {
    private final Change total;

    private Outcome(Change total) {
      this.total = total;
    }

    /** True when every claim of a statement is true of the pixels. */
    public boolean bearsOut(List<Claim> claims) {
      return claims.stream().allMatch(claim -> total.of(claim.subject()).bearsOut(claim));
    }

    /**
     * How far the photo went the way that a claim states, in the unit of its aspect; below 0 when
     * it went the other way. Nothing when the photo has no pixel of that colour.
     */
    public OptionalDouble progress(Claim claim) {
      HueBand hue = claim.subject().hue();
      if (hue != null && !total.hues().containsKey(hue)) {
        return OptionalDouble.empty();
      }
      double change = total.of(claim.subject()).change();
      return OptionalDouble.of(claim.direction() == Direction.DOWN ? -change : change);
    }

    public Change total() {
      return total;
    }
  }
}
