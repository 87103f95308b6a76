package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A region of a plan: all that rendering it needs.
 *
 * @param name as in the request
 * @param mask where it is
 * @param sliders its own, as in the request
 * @param groups the groups that it sets; the others have the plan's latents
 * @param latents the three control latents inside the region, those taken over from the plan
 *     included; they replace the plan's
 * @param active the groups whose latents are not masked
 * @param exact true takes the mask as it is; false fits it to the photo's edges first
 */
public record PlannedRegion(
    String name,
    RegionMask mask,
    Sliders sliders,
    List<SliderGroup> groups,
    Latents latents,
    List<SliderGroup> active,
    @JsonProperty("exact") boolean exact) {
  /** Copies the lists. */
  public PlannedRegion {
    groups = List.copyOf(groups);
    active = List.copyOf(active);
  }
}
