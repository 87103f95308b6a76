package io.tonework.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.simulation.mutant.Mutant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs seeds; the README says how to run others, more, or one with its account. */
class SimulationTest {
  private static final String SEED = "tonework.simulation.seed";
  private static final long FIRST = Long.getLong("tonework.simulation.first", 1);
  private static final long SEEDS = Long.getLong("tonework.simulation.seeds", 2_000);
  private static final Mutant MUTANT =
      Mutant.valueOf(System.getProperty("tonework.simulation.mutant", "NONE"));

  @Test
  @DisabledIfSystemProperty(named = SEED, matches = ".+")
  void shouldHoldWhatTheLinePromisesUnderEverySeed() throws Exception {
    // When
    List<Simulation.Report> bad = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Simulation.Report>> reports =
          LongStream.range(FIRST, FIRST + SEEDS)
              .mapToObj(seed -> threads.submit(() -> Simulation.run(seed, MUTANT, null)))
              .toList();
      for (Future<Simulation.Report> report : reports) {
        if (!report.get().isGood()) {
          bad.add(report.get());
        }
      }
    }
    // Then
    assertThat(bad)
        .as(
            "replay a seed with ./mvnw -pl infra/simulation -am test -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -D"
                + SEED
                + "=N")
        .isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = SEED, matches = ".+")
  void shouldHoldWhatTheLinePromisesUnderThisSeed() {
    // When
    Simulation.Report report = Simulation.run(Long.getLong(SEED), MUTANT, System.out);
    // Then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldGiveTheSameAccountWhenTheSeedIsTheSame() {
    // When
    String first = account(7);
    String second = account(7);
    // Then
    assertThat(first).hasLineCount(second.split("\n").length).isEqualTo(second);
    assertThat(account(8)).isNotEqualTo(first);
  }

  private static String account(long seed) {
    ByteArrayOutputStream account = new ByteArrayOutputStream();
    Simulation.Report _ = Simulation.run(seed, Mutant.NONE, new PrintStream(account, false, UTF_8));
    return account.toString(UTF_8);
  }
}
