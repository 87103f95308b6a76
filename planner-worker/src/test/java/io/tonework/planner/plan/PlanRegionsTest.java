package io.tonework.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Latents;
import io.tonework.contracts.PlannedRegion;
import io.tonework.contracts.RegionMask;
import io.tonework.contracts.RequestedRegion;
import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.planner.model.ScriptedModels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanRegionsTest {
  private static final RegionMask MASK = RegionMask.inline(new byte[] {1, 2, 3});
  private static final Sliders DARK = Sliders.of(Map.of(Slider.EXPOSURE, -40.0));

  private final Latents everywhere =
      ScriptedModels.latents(
          Sliders.of(
              Map.of(Slider.EXPOSURE, 30.0, Slider.TEMPERATURE, 25.0, Slider.HUE_BLUE, 15.0)));

  private PlannedRegion planned(RequestedRegion region) {
    return new PlanRegions(ScriptedModels::latents).of(List.of(region), everywhere).getFirst();
  }

  private static float[] group(Latents latents, SliderGroup group) {
    int start = group.ordinal() * latents.size();
    return Arrays.copyOfRange(latents.toArray(), start, start + latents.size());
  }

  @Test
  void shouldReplaceTheGroupsThatARegionMovesAndKeepThePhotosOthers() {
    // When
    PlannedRegion sky = planned(new RequestedRegion("sky", MASK, DARK));

    // Then
    Latents own = ScriptedModels.latents(DARK);
    assertThat(group(sky.latents(), SliderGroup.LIGHT)).isEqualTo(group(own, SliderGroup.LIGHT));
    for (SliderGroup kept : List.of(SliderGroup.GLOBAL_COLOUR, SliderGroup.SPECIFIC_COLOUR)) {
      assertThat(group(sky.latents(), kept)).isEqualTo(group(everywhere, kept));
    }
    assertThat(sky.active()).containsExactly(SliderGroup.values());
    assertThat(sky.sliders()).isEqualTo(DARK);
    assertThat(sky.mask()).isEqualTo(MASK);
  }

  @Test
  void shouldLeaveAGroupNeutralWhenItIsSetWithoutASlider() {
    // Given
    RequestedRegion face =
        new RequestedRegion("face", MASK, DARK, List.of(SliderGroup.GLOBAL_COLOUR), true);

    // When
    PlannedRegion planned = planned(face);

    // Then
    assertThat(group(planned.latents(), SliderGroup.GLOBAL_COLOUR)).containsOnly(0f);
    assertThat(planned.active()).containsExactly(SliderGroup.LIGHT, SliderGroup.SPECIFIC_COLOUR);
    assertThat(planned.exact()).isTrue();
  }

  @Test
  void shouldKeepTheOrderOfRegionsAndGiveEachItsOwn() {
    // Given
    RequestedRegion sky = new RequestedRegion("sky", MASK, DARK);
    RequestedRegion sea =
        new RequestedRegion("sea", MASK, Sliders.of(Map.of(Slider.SATURATION, 30.0)));

    // When
    List<PlannedRegion> planned =
        new PlanRegions(ScriptedModels::latents).of(List.of(sky, sea), everywhere);

    // Then
    assertThat(planned).extracting(PlannedRegion::name).containsExactly("sky", "sea");
    assertThat(planned.get(1).latents())
        .isEqualTo(
            new PlanRegions(ScriptedModels::latents)
                .of(List.of(sea), everywhere)
                .getFirst()
                .latents())
        .isNotEqualTo(planned.get(0).latents());
  }
}
