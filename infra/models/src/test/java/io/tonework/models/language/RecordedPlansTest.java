package io.tonework.models.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.models.batching.BatchSettings;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.TestBundles;
import io.tonework.models.decoding.Decoder;
import io.tonework.models.decoding.GenerationSettings;
import io.tonework.models.decoding.TestDecoders;
import io.tonework.models.onnx.SessionSettings;
import java.time.Duration;
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
            RecordedPlan.of(bundle).stream()
                .flatMap(plan ->
                    TestDecoders.all().stream().map(opener -> Arguments.of(bundle, plan, opener))));
  }

  @ParameterizedTest(name = "{1} by {2}")
  @MethodSource("recorded")
  void shouldWriteTheRecordedTokensAndReachTheRecordedLatents(
      Bundle bundle, RecordedPlan plan, Decoder.Opener opener) throws InterruptedException {
    // Given
    try (LanguagePlanner planner =
        LanguagePlanner.open(
            bundle, SessionSettings.cpu(2), LIMITS, new SimpleMeterRegistry(), opener)) {
      // When
      RecordedPlan.Replay replay = plan.replay(planner);
      // Then
      assertThat(replay.draft().ids()).isEqualTo(replay.ids());
      assertThat(replay.draft().text().whole()).isEqualTo(replay.text());
      assertThat(replay.farthestLatent()).isLessThanOrEqualTo(TOLERANCE);
    }
  }
}
