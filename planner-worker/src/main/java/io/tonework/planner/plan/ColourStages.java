package io.tonework.planner.plan;

import io.tonework.contracts.Latents;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.TasteOffset;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.planner.measures.PlanStages;
import io.tonework.planner.model.PlanModels;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The colour maps of an edit, group upon group. */
record ColourStages(PlanModels models) {
  PlanStages of(Latents latents, Taste taste) {
    TasteOffset offset = taste.offset();
    RgbFunction all = models.colourMap(latents);
    return new PlanStages(
        models.colourMap(only(latents, EnumSet.of(SliderGroup.LIGHT))),
        models.colourMap(only(latents, EnumSet.of(SliderGroup.LIGHT, SliderGroup.GLOBAL_COLOUR))),
        all,
        offset == null ? all : all.andThen(models.colourMap(offset.latents())),
        PlanRegions.active(latents),
        offset == null ? 0 : offset.version());
  }

  private static Latents only(Latents latents, Set<SliderGroup> groups) {
    float[] values = latents.toArray();
    for (SliderGroup group : SliderGroup.values()) {
      if (!groups.contains(group)) {
        int start = group.ordinal() * latents.size();
        Arrays.fill(values, start, start + latents.size(), 0f);
      }
    }
    return Latents.of(latents.size(), values);
  }
}
