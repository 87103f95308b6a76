package io.tonework.planner.measures;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.models.bundle.Bundle;
import io.tonework.models.grammar.Grammar;
import io.tonework.models.manifest.Manifest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the training measured on a bundle's golden pictures is what is measured here, as far as the
 * bundle's grammar asks for it: it was made without the facts that were added since.
 */
class GoldenFactsTest {
  private static final Bundle BUNDLE = Bundle.shipped();

  @Test
  void shouldFindTheFactsThatTheTrainingFoundOnTheSamePixels() {
    // Given
    List<Manifest.PlanSpec> plans = Objects.requireNonNull(BUNDLE.manifest().plans());
    assertThat(plans).isNotEmpty();
    Set<String> asked = askedByGrammar();
    for (Manifest.PlanSpec plan : plans) {
      // When
      Set<String> facts =
          Observation.ofPlaces(pixels(Objects.requireNonNull(plan.pixels())))
              .facts(Sight.NONE, plan.instruction() != null)
              .stream()
              .filter(asked::contains)
              .collect(Collectors.toSet());
      // Then
      assertThat(facts)
          .containsExactlyInAnyOrderElementsOf(measured(Objects.requireNonNull(plan.facts())));
    }
  }

  private static Set<String> askedByGrammar() {
    Manifest manifest = BUNDLE.manifest();
    Manifest.FileSpec file = Objects.requireNonNull(manifest.grammar());
    return Grammar.read(
            BUNDLE.file(file),
            BUNDLE.location(),
            file.file(),
            Objects.requireNonNull(manifest.decoder()).vocabulary())
        .facts();
  }

  /** Without what only the eye can tell. */
  private static Set<String> measured(List<String> facts) {
    return facts.stream()
        .filter(fact -> !fact.startsWith("scene:") && !fact.startsWith("content:"))
        .collect(Collectors.toSet());
  }

  /** Planes of red, green and blue as pixels. */
  private static float[] pixels(String file) {
    ByteBuffer planes = ByteBuffer.wrap(BUNDLE.file(file)).order(ByteOrder.LITTLE_ENDIAN);
    int count = planes.remaining() / Float.BYTES / 3;
    float[] pixels = new float[3 * count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = planes.getFloat(Float.BYTES * (i % 3 * count + i / 3));
    }
    return pixels;
  }
}
