package io.tonework.planner.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AspectTest {
  @Test
  void shouldTakeEveryThresholdFromTheTableThatTheTrainingUses() {
    // Given
    Aspect aspect = Aspect.HUE_TURN;
    // When, then: the table has no row that nobody reads, and this one is read in order
    assertThat(Thresholds.count()).isEqualTo(Aspect.values().length);
    assertThat(aspect.slight()).isEqualTo(4);
    assertThat(aspect.size(-9.9)).isEqualTo(Size.SLIGHT);
    assertThat(aspect.size(10)).isEqualTo(Size.CLEAR);
    assertThat(aspect.size(-18)).isEqualTo(Size.STRONG);
  }

  @Test
  void shouldRefuseThresholdsThatDoNotRise() {
    assertThatThrownBy(() -> new Thresholds(1, 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.0, 1.0, 2.0");
  }
}
