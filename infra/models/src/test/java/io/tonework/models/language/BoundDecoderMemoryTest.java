package io.tonework.models.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Priority;
import io.tonework.contracts.Sliders;
import io.tonework.models.batching.BatchSettings;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.TestBundles;
import io.tonework.models.decoding.GenerationSettings;
import io.tonework.models.decoding.TestDecoders;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.onnx.SessionSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Native memory over many plans, in a process whose heap is there from the beginning. */
class BoundDecoderMemoryTest {
  private static final int MOST_KIBIBYTES = 2 * 1024;
  private static final Path STATUS = Path.of("/proc/self/status");

  /**
   * What the other process runs: plans of rows that join and leave, its memory before and after.
   */
  public static final class Program {
    private static final int TOGETHER = 4;

    private Program() {}

    public static void main(String[] arguments) throws Exception {
      Bundle bundle = TestBundles.load("tiny");
      LanguagePlanner.Limits limits =
          new LanguagePlanner.Limits(
              new BatchSettings(4, Duration.ZERO, 8, Duration.ofMinutes(1)),
              new GenerationSettings(TOGETHER - 1, 8, Duration.ofMinutes(1)));
      try (LanguagePlanner planner =
              LanguagePlanner.open(
                  bundle,
                  SessionSettings.SINGLE_THREAD,
                  limits,
                  new SimpleMeterRegistry(),
                  TestDecoders.valueOf(arguments[0]));
          ExecutorService callers = Executors.newFixedThreadPool(TOGETHER)) {
        Seen seen = planner.look(ModelInput.grey(bundle.manifest().input()));
        write(planner, seen, callers, 1000);
        long before = residentKibibytes();
        write(planner, seen, callers, 1000);
        System.out.println("grew by " + (residentKibibytes() - before) + " KiB");
      }
    }

    private static void write(
        LanguagePlanner planner, Seen seen, ExecutorService callers, int plans) throws Exception {
      WriteRequest wish = new WriteRequest(Mode.AUTO, null, Sliders.none(), Priority.BULK);
      List<Future<Draft>> written =
          IntStream.range(0, plans)
              .mapToObj(_ ->
                  callers.submit(() -> planner.write(wish, seen, GrammarLimits.NONE, List.of())))
              .toList();
      for (Future<Draft> plan : written) {
        plan.get();
      }
    }

    private static long residentKibibytes() throws IOException {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void shouldNotGrowOverAThousandPlans() throws Exception {
    assumeTrue(Files.exists(STATUS), "the system does not say how much memory a process has");
    // Given
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                Program.class.getName(),
                TestDecoders.BOUND_IN_BUCKETS.name())
            .redirectErrorStream(true);
    process
        .environment()
        .put(
            "CLASSPATH",
            System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path", "")));
    // When
    Process started = process.start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // Then
    assertThat(started.waitFor()).as(said).isZero();
    String grown = said.replaceAll("(?s).*grew by (-?\\d+) KiB.*", "$1");
    assertThat(Long.parseLong(grown)).as(said).isLessThan(MOST_KIBIBYTES);
  }
}
