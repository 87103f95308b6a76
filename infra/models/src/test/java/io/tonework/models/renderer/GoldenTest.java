package io.tonework.models.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.bundle.TestBundles;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.GraphSession;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tensors that the training recorded, replayed by this runtime. */
class GoldenTest {
  private static final float TOLERANCE = 1e-3f;

  static Stream<Arguments> recorded() {
    return Stream.concat(
        recorded(TestBundles.load("format1"), "auto", "params", "renderer"),
        recorded(Bundle.shipped(), "vision", "head", "params", "reference", "renderer"));
  }

  private static Stream<Arguments> recorded(Bundle bundle, String... graphs) {
    List<Manifest.GoldenSpec> golden = Objects.requireNonNull(bundle.manifest().golden(), "golden");
    assertThat(golden).extracting(Manifest.GoldenSpec::graph).containsExactlyInAnyOrder(graphs);
    return golden.stream().map(spec -> Arguments.of(bundle, spec));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void shouldGiveWhatTheTrainingRecorded(Bundle bundle, Manifest.GoldenSpec golden) {
    // Given
    GraphRole role = GraphRole.of(golden.graph()).orElseThrow();
    Map<String, Tensor> inputs = new HashMap<>();
    golden.inputs().forEach((name, file) -> inputs.put(name, read(bundle, golden, name, file)));
    try (GraphSession session = GraphSession.open(bundle, role, SessionSettings.cpu(2))) {
      // When
      Map<String, Tensor> outputs = session.run(inputs);
      // Then
      assertThat(outputs).containsOnlyKeys(golden.outputs().keySet());
      golden
          .outputs()
          .forEach((name, file) ->
              assertClose(
                  name,
                  read(bundle, golden, name, file),
                  Objects.requireNonNull(outputs.get(name))));
    }
  }

  private static void assertClose(String name, Tensor expected, Tensor actual) {
    assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
    for (int i = 0; i < expected.values().length; i++) {
      assertThat(actual.values()[i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected.values()[i], within(TOLERANCE));
    }
  }

  private static Tensor read(Bundle bundle, Manifest.GoldenSpec golden, String name, String file) {
    long[] shape =
        Objects.requireNonNull(golden.shapes().get(name), name).stream()
            .mapToLong(Long::longValue)
            .toArray();
    ByteBuffer bytes = ByteBuffer.wrap(bundle.file(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return new Tensor(values, shape);
  }
}
