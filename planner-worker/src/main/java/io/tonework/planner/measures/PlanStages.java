package io.tonework.planner.measures;

import io.tonework.contracts.SliderGroup;
import io.tonework.imaging.lattice.RgbFunction;
import java.util.Set;

/**
 * A plan as colour maps, group upon group, so that what each group does can be told apart.
 *
 * @param light the light latent alone
 * @param lightAndGlobal light and global colour
 * @param all all three
 * @param withTaste all three and then the user's taste; the same as {@code all} without one
 * @param active the groups whose latents are not masked
 * @param tasteVersion how many verdicts the taste was learned from; 0 when there is none
 */
public record PlanStages(
    RgbFunction light,
    RgbFunction lightAndGlobal,
    RgbFunction all,
    RgbFunction withTaste,
    Set<SliderGroup> active,
    long tasteVersion) {
  /** Copies the set. */
  public PlanStages {
    active = Set.copyOf(active);
  }

  public boolean hasTaste() {
    return tasteVersion > 0;
  }
}
