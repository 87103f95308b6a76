package io.tonework.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 1, 1",
    "2, 2, 2",
    "3, 4, 4",
    "8, 8, 8",
    "17, 32, 32",
    "32, 32, 32",
    "33, 64, 64",
    "290, 512, 320"
  })
  void shouldRunFewShapesOnAGpuAndAllOnTheCpu(int count, int rows, int steps) {
    // Given, when, then
    assertThat(Buckets.rows(count, ExecutionProvider.CUDA)).isEqualTo(rows);
    assertThat(Buckets.steps(count, ExecutionProvider.CUDA)).isEqualTo(steps);
    assertThat(Buckets.rows(count, ExecutionProvider.CPU)).isEqualTo(count);
    assertThat(Buckets.steps(count, ExecutionProvider.CPU)).isEqualTo(count);
  }
}
