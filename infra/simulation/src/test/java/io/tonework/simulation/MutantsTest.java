package io.tonework.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.simulation.mutant.Mutant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of six faults of our own making is found, by what it does to a photo. */
class MutantsTest {
  private static final int SEEDS = 1_000;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void shouldFindFaultOfOurOwnMaking(Mutant mutant) {
    // When
    Optional<Simulation.Report> found =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> Simulation.run(seed, mutant, null))
            .filter(report -> !report.isGood())
            .findFirst();
    // Then
    assertThat(found).isPresent();
    assertThat(found.get().violations()).anyMatch(violation -> violation.contains(sign(mutant)));
  }

  /** What the fault must show itself as: another violation would be found by accident. */
  private static String sign(Mutant mutant) {
    return switch (mutant) {
      case NONE -> throw new IllegalArgumentException("there is nothing to find");
      case DROP_DEDUPE -> "several ids";
      case COMMIT_EARLY, FORGET_RETRY -> "";
      case SKIP_CONDITIONAL_PUT -> "";
      case FOLD_TWICE -> "taste";
      case PUBLISH_BEFORE_BYTES -> "before it is there";
    };
  }
}
