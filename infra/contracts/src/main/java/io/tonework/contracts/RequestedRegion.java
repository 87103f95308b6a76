package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A part of the photo that the sender wants done otherwise.
 *
 * <p>A region sets whole groups of sliders: in the groups that it sets, its sliders stand in place
 * of the photo's, and a slider it leaves out is 0 there; in all other groups it has what the rest
 * of the photo has.
 *
 * @param name what messages and reports call it: letters, digits, dot, dash and underscore
 * @param mask where it is
 * @param sliders its own
 * @param groups the groups that it sets, in order: those that its sliders move, and any others that
 *     are to be neutral
 * @param exact true takes the mask as it is; false fits it to the photo's edges first
 */
public record RequestedRegion(
    String name,
    RegionMask mask,
    Sliders sliders,
    List<SliderGroup> groups,
    @JsonProperty("exact") boolean exact) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** Fills in what an absent JSON field means, and checks name and groups. */
  public RequestedRegion {
    sliders = sliders == null ? Sliders.none() : sliders;
    groups = groups(sliders, groups == null ? List.of() : groups);
    checkName(name);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException(
          "region '%s' sets nothing: move a slider, or name a group that is to be neutral"
              .formatted(name));
    }
  }

  /** A region that sets the groups its sliders move, its mask fitted to the photo. */
  public RequestedRegion(String name, RegionMask mask, Sliders sliders) {
    this(name, mask, sliders, List.of(), false);
  }

  /** This region with its mask elsewhere. */
  public RequestedRegion with(RegionMask other) {
    return new RequestedRegion(name, other, sliders, groups, exact);
  }

  /**
   * Checks a region's name.
   *
   * @throws IllegalArgumentException naming the rule
   */
  public static void checkName(String name) {
    if (name == null || !name.matches(NAME)) {
      throw new IllegalArgumentException(
          "a region's name has 1 to 64 letters, digits, dots, dashes and underscores and begins"
              + " with a letter or digit, unlike '"
              + name
              + "'");
    }
  }

  private static List<SliderGroup> groups(Sliders sliders, List<SliderGroup> named) {
    Set<SliderGroup> all = EnumSet.noneOf(SliderGroup.class);
    all.addAll(named);
    for (SliderGroup group : SliderGroup.values()) {
      if (sliders.moves(group)) {
        all.add(group);
      }
    }
    return List.copyOf(all);
  }
}
