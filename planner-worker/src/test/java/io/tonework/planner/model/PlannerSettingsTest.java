package io.tonework.planner.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.models.onnx.Device;
import io.tonework.models.onnx.ExecutionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerSettingsTest {
  private static final PlannerSettings LOCAL = PlannerSettings.local(Device.CPU);

  @Test
  void shouldPlanEachPhotoByItselfWhenNetworkIsSmallAndRunsOnCpu() {
    // When
    PlannerSettings alone = LOCAL.alone(ExecutionProvider.CPU, 40_000_000);
    // Then
    assertThat(alone.batch().maxBatch()).isEqualTo(1);
    assertThat(alone.answers().maxRows()).isEqualTo(1);
    assertThat(alone.answers().deadline()).isEqualTo(LOCAL.answers().deadline());
    assertThat(alone.batch().queueLimit()).isEqualTo(LOCAL.batch().queueLimit());
  }

  @ParameterizedTest
  @CsvSource({"CUDA, 40000000", "CPU, 2600000000"})
  void shouldPlanTogetherWhenCompanyIsOfUse(ExecutionProvider provider, long bytes) {
    assertThat(LOCAL.alone(provider, bytes)).isEqualTo(LOCAL);
  }
}
