package io.tonework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
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
