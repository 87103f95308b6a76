package io.tonework.planner;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Sliders;
import io.tonework.planner.measures.Sight;

/**
 * What was decided for a photo, before taste.
 *
 * @param sliders as sliders
 * @param latents as latents of the bundle
 * @param sight what was seen; {@link Sight#NONE} when nobody looked
 */
record Edit(Sliders sliders, Latents latents, Sight sight) {
  /** Scene of a photo that nobody looked at. */
  static final String UNKNOWN_SCENE = "unknown";

  String scene() {
    return scene(sight);
  }

  /** The most probable scene. */
  static String scene(Sight sight) {
    return sight.scenes().isEmpty() ? UNKNOWN_SCENE : sight.scenes().getFirst().name();
  }
}
