package io.tonework.planner.plan;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Sliders;

/**
 * What is done to a photo, before taste.
 *
 * @param sliders as sliders
 * @param latents as latents of the bundle
 */
record Edit(Sliders sliders, Latents latents) {
  /** Nothing was decided yet. */
  static final Edit NONE = new Edit(Sliders.none(), Latents.of(1, new float[3]));
}
