package io.tonework.models.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorShapeTest {
  private static final TensorShape SHAPE = new TensorShape(List.of("B", "3", "256"));

  @Test
  void shouldBeServedByAGraphThatTakesEveryTensorOfTheShape() {
    assertThat(SHAPE.isServedBy(new long[] {-1, 3, 256})).isTrue();
    assertThat(SHAPE.isServedBy(new long[] {-1, -1, -1})).as("a freer graph").isTrue();
    assertThat(SHAPE.isServedBy(new long[] {1, 3, 256})).as("a fixed batch").isFalse();
    assertThat(SHAPE.isServedBy(new long[] {-1, 3, 255})).as("another size").isFalse();
    assertThat(SHAPE.isServedBy(new long[] {-1, 3})).as("fewer dimensions").isFalse();
    assertThat(SHAPE.isServedBy(new long[] {-1, 3, 256, 1})).as("more dimensions").isFalse();
  }

  @Test
  void shouldSurviveJson() {
    // Given
    byte[] json = "[\"B\", 3, 256]".getBytes(StandardCharsets.UTF_8);
    // When
    TensorShape read = ContractsJson.read(json, TensorShape.class);
    // Then
    assertThat(read).isEqualTo(SHAPE);
    assertThat(ContractsJson.read(ContractsJson.writeBytes(read), TensorShape.class))
        .isEqualTo(SHAPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"\"]",
        "[-1]",
        "[1.5]",
        "[99999999999999999999]",
        "[null]",
        "[[3]]",
        "{\"a\": 3}",
        "3"
      })
  void shouldRefuseWhatIsNoDimension(String json) {
    assertThatThrownBy(
            () -> ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), TensorShape.class))
        .isInstanceOf(UnreadableJsonException.class)
        .hasMessageContaining("dimension");
  }
}
