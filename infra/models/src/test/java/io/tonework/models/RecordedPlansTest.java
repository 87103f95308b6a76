package io.tonework.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Priority;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plans that PyTorch recorded, written again by this runtime: the same tokens, the same edit.
 */
class RecordedPlansTest {
  private static final float TOLERANCE = 1e-3f;
  private static final LanguagePlanner.Limits LIMITS =
      new LanguagePlanner.Limits(
          new BatchSettings(4, Duration.ZERO, 8, Duration.ofMinutes(1)),
          new GenerationSettings(4, 8, Duration.ofMinutes(1)));

  static Stream<Arguments> recorded() {
    return Stream.concat(
            Stream.of("tiny", "veraretouch-tiny").map(TestBundles::load),
            Stream.of(Bundle.shipped()))
        .flatMap(bundle ->
            Objects.requireNonNull(bundle.manifest().plans()).stream()
                .map(plan -> Arguments.of(bundle, plan)));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void shouldWriteTheRecordedTokensAndReachTheRecordedLatents(Bundle bundle, Manifest.PlanSpec plan)
      throws InterruptedException {
    // Given
    Wish wish = new Wish(plan.mode(), plan.instruction(), sliders(plan), Priority.INTERACTIVE);
    GrammarLimits limits = new GrammarLimits(facts(plan), Set.of());
    try (LanguagePlanner planner =
        LanguagePlanner.open(bundle, SessionSettings.cpu(2), LIMITS, new SimpleMeterRegistry())) {
      // When
      Seen seen =
          planner.showsPhoto(wish)
              ? planner.look(
                  ModelInput.ofPlanes(
                      TestBundles.floats(bundle, Objects.requireNonNull(plan.pixels()))))
              : null;
      Draft draft = planner.write(wish, seen, limits, List.of());
      // Then
      assertThat(draft.ids()).isEqualTo(plan.ids());
      assertThat(draft.text().whole()).isEqualTo(plan.text());
      float[] latents = draft.latents().toArray();
      float[] expected = TestBundles.floats(bundle, plan.latents());
      assertThat(latents).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(latents[i]).as("latents[%d]", i).isCloseTo(expected[i], within(TOLERANCE));
      }
    }
  }

  private static Set<String> facts(Manifest.PlanSpec plan) {
    return plan.facts() == null ? Set.of() : new HashSet<>(plan.facts());
  }

  private static Sliders sliders(Manifest.PlanSpec plan) {
    Map<Slider, Double> values = new EnumMap<>(Slider.class);
    if (plan.sliders() != null) {
      plan.sliders()
          .forEach((name, value) -> values.put(Slider.byCrsName(name).orElseThrow(), value * 100));
    }
    return Sliders.of(values);
  }
}
