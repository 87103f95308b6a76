package io.tonework.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tensors that the training recorded, replayed by this runtime. */
class GoldenTest {
  private static final float TOLERANCE = 1e-3f;

  private final Bundle bundle = Bundle.shipped();

  static Stream<Manifest.GoldenSpec> recorded() {
    List<Manifest.GoldenSpec> golden =
        Objects.requireNonNull(Bundle.shipped().manifest().golden(), "golden");
    assertThat(golden)
        .extracting(Manifest.GoldenSpec::graph)
        .contains("auto", "params", "renderer");
    return golden.stream();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void shouldGiveWhatTheTrainingRecorded(Manifest.GoldenSpec golden) {
    // Given
    GraphRole role = GraphRole.of(golden.graph()).orElseThrow();
    Map<String, Tensor> inputs = new HashMap<>();
    golden.inputs().forEach((name, file) -> inputs.put(name, read(golden, name, file)));
    try (GraphSession session = GraphSession.open(bundle, role, SessionSettings.cpu(2))) {
      // When
      Map<String, Tensor> outputs = session.run(inputs);
      // Then
      assertThat(outputs).containsOnlyKeys(golden.outputs().keySet());
      golden
          .outputs()
          .forEach((name, file) ->
              assertClose(
                  name, read(golden, name, file), Objects.requireNonNull(outputs.get(name))));
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

  private Tensor read(Manifest.GoldenSpec golden, String name, String file) {
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
