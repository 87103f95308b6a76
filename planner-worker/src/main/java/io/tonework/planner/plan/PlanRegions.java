package io.tonework.planner.plan;

import io.tonework.contracts.Latents;
import io.tonework.contracts.PlannedRegion;
import io.tonework.contracts.RequestedRegion;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives the regions of a request latents: those of a region's own sliders in the groups that it
 * sets, those of the rest of the photo in the others. Thread-safe.
 *
 * @param encode the latents of sliders
 */
record PlanRegions(Function<Sliders, Latents> encode) {
  /**
   * The regions, in their order.
   *
   * @param everywhere the photo's own latents
   */
  List<PlannedRegion> of(List<RequestedRegion> requested, Latents everywhere) {
    List<PlannedRegion> regions = new ArrayList<>();
    for (RequestedRegion region : requested) {
      Latents latents = overwritten(everywhere, encode.apply(region.sliders()), region.groups());
      regions.add(
          new PlannedRegion(
              region.name(),
              region.mask(),
              region.sliders(),
              region.groups(),
              latents,
              List.copyOf(active(latents)),
              region.exact()));
    }
    return regions;
  }

  /** Each group's latent from {@code own} if it is named, else from {@code everywhere}. */
  private static Latents overwritten(Latents everywhere, Latents own, List<SliderGroup> groups) {
    float[] values = everywhere.toArray();
    int size = everywhere.size();
    for (SliderGroup group : groups) {
      int start = group.ordinal() * size;
      System.arraycopy(own.toArray(), start, values, start, size);
    }
    return Latents.of(size, values);
  }

  /** The groups whose latents are not masked. */
  static Set<SliderGroup> active(Latents latents) {
    EnumSet<SliderGroup> active = EnumSet.allOf(SliderGroup.class);
    active.removeIf(latents::isMasked);
    return active;
  }
}
