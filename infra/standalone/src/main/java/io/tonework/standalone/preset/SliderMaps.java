package io.tonework.standalone.preset;

import io.tonework.contracts.Latents;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.renderer.RendererModel;
import java.util.Arrays;

/**
 * The colour maps of sliders, through the graphs of one bundle. Thread-safe, valid as long as the
 * models are open.
 *
 * @param planner turns sliders into latents
 * @param renderer turns latents into a map
 */
record SliderMaps(PlannerModel planner, RendererModel renderer) {
  /** The map of these sliders; the identity where none is moved, as in a render. */
  RgbFunction of(Sliders sliders) {
    Latents latents = planner.params(sliders);
    boolean masked = Arrays.stream(SliderGroup.values()).allMatch(latents::isMasked);
    return masked ? RgbFunction.IDENTITY : renderer.renderer(latents);
  }
}
