package io.tonework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void shouldDeriveSameIdWhenPartsAreSame() {
    assertThat(Ids.derive("a", "b")).isEqualTo(Ids.derive("a", "b")).matches("[a-z2-7]{26}");
  }

  @Test
  void shouldDeriveOtherIdWhenPartsAreCutElsewhere() {
    assertThat(Ids.derive("ab", "c")).isNotEqualTo(Ids.derive("a", "bc"));
  }

  @Test
  void shouldGiveAnotherPlanIdWhenAnythingThatShiftsThePlanDiffers() {
    // Given
    SourceObject source = new SourceObject("b", "k", "e", 1);
    PhotoUploaded photo =
        new PhotoUploaded("acme", "p1", null, source, RetouchRequest.auto(), null, Instant.EPOCH);
    String request = ContractsJson.write(RetouchRequest.auto());
    BundleRef bundle = new BundleRef("compact", "1", "d1");
    VersionedFacts none = VersionedFacts.NONE;

    // When
    List<String> ids =
        List.of(
            Ids.planId(photo, request, bundle, none),
            Ids.planId(photo, request, new BundleRef("compact", "1", "d2"), none),
            Ids.planId(photo, request, bundle, none.withTaste(1)),
            Ids.planId(photo, request, bundle, none.withTaste(2)),
            Ids.planId(photo, request, bundle, none.with("memory", "1")),
            Ids.planId(photo, request, bundle, none.with("shoot", "1")),
            Ids.planId(photo, request, bundle, none.withTaste(1).with("memory", "1")),
            Ids.planId(photo, request, bundle, none.with("exploration", "7")),
            Ids.planId(photo, request, bundle, none.with("priors", "1")));

    // Then
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(Ids.planId(photo, request, bundle, none.with("memory", "1").withTaste(1)))
        .isEqualTo(ids.get(6));
  }

  @Test
  void shouldUseEveryCharacterWhenManyIdsAreDerived() {
    // Given
    Set<Integer> seen = new HashSet<>();
    // When
    for (int i = 0; i < 500; i++) {
      Ids.derive("n", Integer.toString(i)).chars().forEach(seen::add);
    }
    // Then
    assertThat(seen).hasSize(32);
  }

  @Test
  void shouldFollowCanonicalOrderWhenSlidersAreListed() {
    assertThat(Slider.values()).hasSize(Slider.COUNT);
    assertThat(Slider.crsNames().get(14)).isEqualTo("HueAdjustmentRed");
    assertThat(Slider.crsNames().get(37)).isEqualTo("LuminanceAdjustmentMagenta");
  }
}
