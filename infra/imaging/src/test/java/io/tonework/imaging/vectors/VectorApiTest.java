package io.tonework.imaging.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VectorApiTest {
  @Test
  void shouldLoadTheModuleWhenItIsNotInTheBootLayer() throws ClassNotFoundException {
    // Given
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isEmpty();

    // When
    boolean isPresent = VectorApi.isPresent();

    // Then
    assertThat(isPresent).isTrue();
    assertThat(Class.forName("jdk.incubator.vector.IntVector").getModule().getName())
        .isEqualTo("jdk.incubator.vector");
  }

  @Test
  void shouldComputeWithVectorsFromThenOnWhenMuchIsMapped() {
    // When
    boolean later = VectorApi.isWorthwhile(1 << 30);

    // Then
    assertThat(later).isTrue();
    assertThat(VectorApi.isWorthwhile(1)).isTrue();
  }
}
