package io.tonework.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.simulation.mutant.Mutant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of seven faults of our own making is found by one seed or another. */
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
    // Then: without the fault no seed fails, so whatever does not hold comes of it
    assertThat(found).as("a seed of %d that shows %s", SEEDS, mutant).isPresent();
  }
}
