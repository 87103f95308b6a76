package io.tonework.standalone.preset;

import io.tonework.contracts.Plan;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.renderer.RendererModel;
import io.tonework.standalone.cameraraw.CameraRawScale;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The sliders that say a plan's colours best in the steps of Lightroom, and how far they are off.
 *
 * @param sliders rounded to what a preset can hold
 * @param error of these sliders against the plan, both through our own renderer
 * @param fitted whether they were fitted, since the plan's own sliders do not describe it
 * @param beyondSliders what the plan has that its own sliders do not say, in words
 */
record PlanPreset(Sliders sliders, FitError error, boolean fitted, List<String> beyondSliders) {
  /** With a mean below this nobody sees a difference, and a fit could only shuffle sliders. */
  private static final double DESCRIBED = 0.3;

  PlanPreset {
    beyondSliders = List.copyOf(beyondSliders);
  }

  /**
   * Derives the preset of a plan.
   *
   * @param target the plan's whole colour map
   */
  static PlanPreset of(
      Plan plan, RgbFunction target, PlannerModel planner, RendererModel renderer) {
    SliderMaps maps = new SliderMaps(planner, renderer);
    List<String> beyond = beyond(plan);
    Sliders own = CameraRawScale.rounded(withTaste(plan));
    FitError ownError = FitError.between(maps.of(own), target);
    if (ownError.mean() <= DESCRIBED) {
      return new PlanPreset(own, ownError, false, beyond);
    }
    Sliders fit = CameraRawScale.rounded(new SliderFit(maps::of, target).from(own));
    FitError fitError = FitError.between(maps.of(fit), target);
    return fitError.mean() < ownError.mean()
        ? new PlanPreset(fit, fitError, true, beyond)
        : new PlanPreset(own, ownError, false, beyond);
  }

  private static List<String> beyond(Plan plan) {
    List<String> beyond = new ArrayList<>();
    if (plan.taste() != null) {
      beyond.add("the user's taste on top");
    }
    if (plan.request().look() != null) {
      beyond.add("a look laid on top");
    }
    if (!plan.regions().isEmpty()) {
      beyond.add(plan.regions().size() + " regions, which are left out");
    }
    if (plan.sliders().isNone() && !plan.active().isEmpty()) {
      beyond.add("latents that come without sliders");
    }
    return beyond;
  }

  /** A user's taste comes after the plan, but small offsets nearly add up. */
  private static Sliders withTaste(Plan plan) {
    if (plan.taste() == null) {
      return plan.sliders();
    }
    Map<Slider, Double> sum = new EnumMap<>(Slider.class);
    for (Slider slider : Slider.values()) {
      double value = plan.sliders().get(slider) + plan.taste().sliders().get(slider);
      sum.put(slider, Math.clamp(value, -Sliders.LIMIT, Sliders.LIMIT));
    }
    return Sliders.of(sum);
  }
}
