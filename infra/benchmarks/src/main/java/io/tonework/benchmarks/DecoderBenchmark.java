package io.tonework.benchmarks;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.models.batching.BatchSettings;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.LicencePolicy;
import io.tonework.models.decoding.GenerationSettings;
import io.tonework.models.language.LanguagePlanner;
import io.tonework.models.language.RecordedPlan;
import io.tonework.models.language.Seen;
import io.tonework.models.onnx.SessionSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A large decoder: the bundle's recorded plans written again and compared, then tokens per second
 * of one answer and of eight together. Its counterpart in PyTorch is {@code
 * tonework_training.veraretouch.decoder_benchmark}, on the same weights, prompts and photo.
 *
 * <p>Arguments: {@code BUNDLE [THREADS [ROUNDS]]}; threads inside an operator (default 2), answers
 * one after another per figure (default 2). Ends with 1 when a plan is not the recorded one.
 */
public final class DecoderBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int TOGETHER = 8;
  private static final float TOLERANCE = 1e-3f;
  private static final String DECODER = "decoder";
  private static final String PROMPTS = "tonework.model.prompt";

  private final Bundle bundle;
  private final int threads;
  private final int rounds;

  private DecoderBenchmark(Bundle bundle, int threads, int rounds) {
    this.bundle = bundle;
    this.threads = threads;
    this.rounds = rounds;
  }

  /** Prints one line a plan and one a figure. */
  public static void main(String[] arguments) throws Exception {
    Bundle bundle =
        Bundle.locate(
            arguments[0], new LicencePolicy(Set.of("research-only (VeraRetouch weights)")));
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    DecoderBenchmark benchmark = new DecoderBenchmark(bundle, threads, rounds);
    OUT.printf(
        Locale.ROOT,
        "bundle %s %s, %d threads%n",
        bundle.ref().name(),
        bundle.ref().version(),
        threads);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    boolean same;
    try (LanguagePlanner planner = benchmark.open(registry)) {
      same = benchmark.replay(planner);
      benchmark.measure(planner, registry, 1);
      benchmark.measure(planner, registry, TOGETHER);
    }
    OUT.printf(Locale.ROOT, "peak resident %d MiB%n", Measure.peakMebibytes());
    if (!same) {
      System.exit(1);
    }
  }

  private LanguagePlanner open(SimpleMeterRegistry registry) {
    return LanguagePlanner.open(
        bundle,
        SessionSettings.cpu(threads),
        new LanguagePlanner.Limits(
            new BatchSettings(1, Duration.ZERO, TOGETHER, Duration.ofHours(1)),
            new GenerationSettings(TOGETHER, TOGETHER, Duration.ofHours(1))),
        registry);
  }

  private boolean replay(LanguagePlanner planner) throws InterruptedException {
    boolean same = true;
    for (RecordedPlan plan : RecordedPlan.of(bundle)) {
      RecordedPlan.Replay replay = plan.replay(planner);
      boolean holds = replay.isSameText() && replay.farthestLatent() <= TOLERANCE;
      OUT.printf(
          Locale.ROOT,
          "%s: %d tokens %s, latents within %.1e%s%n",
          plan,
          replay.ids().size(),
          replay.isSameText() ? "as recorded" : "NOT as recorded",
          replay.farthestLatent(),
          holds ? "" : " FAILED");
      same &= holds;
    }
    return same;
  }

  /** Answers to the first recorded plan, that many at a time. */
  private void measure(LanguagePlanner planner, SimpleMeterRegistry registry, int together)
      throws Exception {
    RecordedPlan plan = RecordedPlan.of(bundle).getFirst();
    Seen seen = plan.look(planner);
    Counted before = Counted.of(registry);
    long start = System.nanoTime();
    long cpu = Measure.processCpuNanos();
    long afterPrompts = 0;
    for (int round = 0; round < rounds; round++) {
      try (PromptWatch watch = new PromptWatch(Counted.timer(registry, PROMPTS))) {
        write(planner, plan, seen, together);
        afterPrompts += watch.nanosSinceLastPrompt();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (Measure.processCpuNanos() - cpu) / 1e9;
    Counted spent = Counted.of(registry).minus(before);
    double after = spent.tokens - (double) together * rounds;
    OUT.printf(
        Locale.ROOT,
        "%d together: %.2f tokens/s after the prompt (%.2f per second of the processors), prompts"
            + " %.2f s (%.2f s of the processors), whole answers %.2f tokens/s (%.2f)%n",
        together,
        after / (spent.run - spent.prompt),
        after / (afterPrompts / 1e9),
        spent.prompt / rounds,
        (cpuSeconds - afterPrompts / 1e9) / rounds,
        spent.tokens / seconds,
        spent.tokens / cpuSeconds);
  }

  private static void write(
      LanguagePlanner planner, RecordedPlan plan, @Nullable Seen seen, int together)
      throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(together)) {
      List<Future<Integer>> written = new ArrayList<>();
      for (int i = 0; i < together; i++) {
        written.add(
            callers.submit(
                () -> planner.write(plan.request(), seen, plan.limits(), List.of()).ids().size()));
      }
      for (Future<Integer> one : written) {
        one.get();
      }
    }
  }

  /**
   * What the decoder has done so far.
   *
   * @param tokens written
   * @param run seconds in the graph
   * @param prompt those of them that read prompts
   */
  private record Counted(double tokens, double run, double prompt) {
    static Counted of(SimpleMeterRegistry registry) {
      return new Counted(
          registry.get("tonework.model.tokens").counter().count(),
          seconds(registry, "tonework.model.run"),
          seconds(registry, PROMPTS));
    }

    private static double seconds(SimpleMeterRegistry registry, String name) {
      return timer(registry, name).totalTime(TimeUnit.NANOSECONDS) / 1e9;
    }

    static Timer timer(SimpleMeterRegistry registry, String name) {
      return registry.get(name).tag("model", DECODER).timer();
    }

    Counted minus(Counted before) {
      return new Counted(tokens - before.tokens, run - before.run, prompt - before.prompt);
    }
  }
}
