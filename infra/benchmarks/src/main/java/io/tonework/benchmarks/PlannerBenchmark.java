package io.tonework.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.RetouchRequest;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.models.batching.BatchSettings;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.LicencePolicy;
import io.tonework.models.decoding.GenerationSettings;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.planner.model.PlannerRuntime;
import io.tonework.planner.model.PlannerSettings;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.PlanTimings;
import io.tonework.planner.plan.TasteReader;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Plans with their reasoning: the time of one, and tokens per second of one and of eight at once
 * against eight whose rows run one after another.
 *
 * <p>Arguments: {@code [BUNDLE [THREADS [PLANS]]]}; a folder or {@code compact}, threads inside an
 * operator (default 2), plans per figure (default 40).
 */
public final class PlannerBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int TOGETHER = 8;

  private final Bundle bundle;
  private final int threads;
  private final List<byte[]> photos;
  private final ImageCodec codec = ImageCodecs.best();

  private PlannerBenchmark(Bundle bundle, int threads, int plans) {
    this.bundle = bundle;
    this.threads = threads;
    this.photos = photos(plans);
  }

  /** Prints one line a figure. */
  public static void main(String[] arguments) throws Exception {
    String location = arguments.length > 0 ? arguments[0] : Bundle.SHIPPED;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    int plans = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 40;
    Bundle bundle =
        Bundle.locate(location, new LicencePolicy(Set.of("research-only (VeraRetouch weights)")));
    PlannerBenchmark benchmark = new PlannerBenchmark(bundle, threads, plans);
    OUT.printf(
        Locale.ROOT,
        "bundle %s %s, %d threads%n",
        bundle.ref().name(),
        bundle.ref().version(),
        threads);
    benchmark.one();
    benchmark.together("eight callers, rows one after another", 1);
    benchmark.together("eight callers, rows together", TOGETHER);
  }

  private static List<byte[]> photos(int count) {
    Scene[] scenes = Scene.values();
    CaptureFault[] faults = CaptureFault.values();
    List<byte[]> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      photos.add(
          SyntheticPhoto.jpeg(
              scenes[i % scenes.length], 768, 512, i, faults[i % faults.length], 90));
    }
    return photos;
  }

  private PlannerSettings settings(int rows) {
    Duration patience = Duration.ofMinutes(5);
    return new PlannerSettings(
        SessionSettings.cpu(threads),
        new BatchSettings(TOGETHER, Duration.ZERO, 64, patience),
        new GenerationSettings(rows, 64, patience),
        512,
        patience);
  }

  private void one() throws InterruptedException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (PlannerRuntime runtime = PlannerRuntime.open(bundle, settings(1), registry)) {
      PlanPhoto planner = new PlanPhoto(runtime, codec, TasteReader.NONE, settings(1));
      for (byte[] photo : photos.subList(0, Math.min(10, photos.size()))) {
        PlanTimings _ = planner.plan("warm", photo, RetouchRequest.auto()).timings();
      }
      double[] whole = new double[photos.size()];
      double[] look = new double[photos.size()];
      double[] reason = new double[photos.size()];
      double before = tokens(registry);
      long start = System.nanoTime();
      long cpu = Measure.processCpuNanos();
      for (int i = 0; i < whole.length; i++) {
        long from = System.nanoTime();
        PlanTimings timings = planner.plan("a", photos.get(i), RetouchRequest.auto()).timings();
        whole[i] = (System.nanoTime() - from) / 1e6;
        look[i] = timings.look().toNanos() / 1e6;
        reason[i] = timings.reason().toNanos() / 1e6;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuMillis = (Measure.processCpuNanos() - cpu) / 1e6 / whole.length;
      OUT.printf(
          Locale.ROOT,
          "one plan, 0.4 MP photo: %s, %.1f ms of the processors%n",
          percentiles(whole),
          cpuMillis);
      OUT.printf(Locale.ROOT, "  of which looking, writing and checking: %s%n", percentiles(look));
      OUT.printf(Locale.ROOT, "  of which measuring: %s%n", percentiles(reason));
      double written = tokens(registry) - before;
      OUT.printf(
          Locale.ROOT,
          "  tokens per plan %.0f, per second %.0f%n",
          written / whole.length,
          written / seconds);
    }
  }

  private void together(String name, int rows) throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (PlannerRuntime runtime = PlannerRuntime.open(bundle, settings(rows), registry);
        ExecutorService callers = Executors.newFixedThreadPool(TOGETHER)) {
      PlanPhoto planner = new PlanPhoto(runtime, codec, TasteReader.NONE, settings(rows));
      PlanTimings _ = planner.plan("warm", photos.getFirst(), RetouchRequest.auto()).timings();
      double before = tokens(registry);
      long start = System.nanoTime();
      long cpu = Measure.processCpuNanos();
      List<Future<Double>> plans = new ArrayList<>();
      for (byte[] photo : photos) {
        plans.add(
            callers.submit(() -> {
              long from = System.nanoTime();
              PlanTimings _ = planner.plan("a", photo, RetouchRequest.auto()).timings();
              return (System.nanoTime() - from) / 1e6;
            }));
      }
      double[] whole = new double[plans.size()];
      for (int i = 0; i < whole.length; i++) {
        whole[i] = plans.get(i).get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double inDecoder =
          registry
                  .get("tonework.model.run")
                  .tag("model", "decoder")
                  .timer()
                  .totalTime(TimeUnit.NANOSECONDS)
              / 1e9;
      double written = tokens(registry) - before;
      OUT.printf(
          Locale.ROOT,
          "%s: %.1f plans/s, %s, %.0f tokens/s, %.0f tokens per second of the decoder, %.1f ms of the"
              + " processors a plan%n",
          name,
          whole.length / seconds,
          percentiles(whole),
          written / seconds,
          written / inDecoder,
          (Measure.processCpuNanos() - cpu) / 1e6 / whole.length);
    }
  }

  private static double tokens(SimpleMeterRegistry registry) {
    return registry.get("tonework.model.tokens").counter().count();
  }

  private static String percentiles(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p95 %.1f ms",
        sorted[sorted.length / 2],
        sorted[Math.min(sorted.length - 1, (int) (sorted.length * 0.95))]);
  }
}
