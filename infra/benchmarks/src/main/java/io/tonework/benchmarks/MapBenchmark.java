package io.tonework.benchmarks;

import com.sun.management.ThreadMXBean;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.compiled.CompiledMap;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.LatticeFit;
import io.tonework.imaging.lattice.PixelMap;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.bundle.LicencePolicy;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.renderer.RendererModel;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What the colour map of a plan costs by kind of plan, how far it is from the renderer's graph, and
 * what a pixel costs in it, beside a lattice fitted to the same map. The graph is that of the
 * retired bundle with the same renderer, which declares no stages.
 */
public final class MapBenchmark {
  private static final PrintStream OUT = System.out;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int PLANS = 12;
  private static final int ROUNDS = 20;
  private static final int PIXELS = 3000;
  private static final int ROWS = 400;

  private MapBenchmark() {}

  /** Prints two lines for each kind of plan. */
  public static void main(String[] arguments) {
    Bundle bundle = Bundle.shipped();
    Bundle graphOnly =
        InstalledBundle.ofBuild("compact-0.3.0", LicencePolicy.PERMISSIVE_ONLY).openRenderer();
    try (RendererModel renderer = RendererModel.open(bundle);
        RendererModel graph = RendererModel.open(graphOnly);
        PlannerModel planner = PlannerModel.open(bundle, SessionSettings.SINGLE_THREAD)) {
      for (Kind kind : Kind.values()) {
        Latents[] latents = new Latents[PLANS];
        Random random = new Random(kind.ordinal());
        Arrays.setAll(latents, _ -> planner.params(kind.sliders(random)));
        measure(kind, latents, renderer, graph);
      }
    }
  }

  /** How the sliders of a plan are drawn. */
  private enum Kind {
    LIGHT_AND_COLOUR,
    ALL,
    HALF_AT_AN_END;

    Sliders sliders(Random random) {
      Map<Slider, Double> values = new EnumMap<>(Slider.class);
      for (Slider slider : Slider.values()) {
        double value = random.nextDouble(-100, 100);
        switch (this) {
          case LIGHT_AND_COLOUR -> {
            if (slider.ordinal() < 14) {
              values.put(slider, 0.35 * value);
            }
          }
          case ALL -> values.put(slider, value);
          case HALF_AT_AN_END -> {
            if (random.nextBoolean()) {
              values.put(slider, value < 0 ? -100.0 : 100.0);
            }
          }
        }
      }
      return Sliders.of(values);
    }
  }

  private static void measure(
      Kind kind, Latents[] plans, RendererModel renderer, RendererModel graph) {
    double[] millis = new double[PLANS * ROUNDS];
    long bytes = 0;
    for (int i = 0; i < millis.length; i++) {
      long before = THREAD.getCurrentThreadCpuTime();
      long allocated = THREAD.getCurrentThreadAllocatedBytes();
      RgbFunction map = renderer.renderer(plans[i % PLANS]);
      bytes = Math.max(bytes, THREAD.getCurrentThreadAllocatedBytes() - allocated);
      millis[i] = (THREAD.getCurrentThreadCpuTime() - before) / 1e6;
      if (!(map instanceof CompiledMap)) {
        throw new IllegalStateException("the shipped renderer was not compiled");
      }
    }
    Arrays.sort(millis);
    double mean = 0;
    double largest = 0;
    double beyond = 0;
    for (Latents latents : plans) {
      LatticeCheck check = LatticeCheck.of(renderer.renderer(latents), graph.renderer(latents));
      mean = Math.max(mean, check.mean());
      largest = Math.max(largest, check.largest());
      beyond = Math.max(beyond, check.beyond());
    }
    PixelMap compiled = (PixelMap) renderer.renderer(plans[0]);
    Lattice fitted = LatticeFit.of(compiled, LatticeFit.DEFAULT_TOLERANCE).lattice();
    Lattice coarse = Lattice.build(Lattice.DEFAULT_SIZE, compiled);
    OUT.printf(
        Locale.ROOT,
        "%-16s map: p50 %.3f ms, p99 %.3f ms, %d bytes; worst plan: mean %.4f/255, largest %.3f,"
            + " %.4f%% beyond 1%n",
        kind,
        millis[millis.length / 2],
        millis[millis.length * 99 / 100],
        bytes,
        mean,
        largest,
        100 * beyond);
    OUT.printf(
        Locale.ROOT,
        "%-16s a pixel: compiled %.2f ns, %s %.2f ns, %s %.2f ns%n",
        "",
        nanos(compiled),
        coarse,
        nanos(coarse),
        fitted,
        nanos(fitted));
  }

  /** Processor time of a pixel of rows with grain, the least of some rounds. */
  private static double nanos(PixelMap map) {
    byte[] picture = new byte[PIXELS * ROWS * 3];
    Random random = new Random(3);
    for (int i = 0; i < picture.length; i++) {
      double wave = 90 * Math.sin(i / 3 % PIXELS * 0.002 + i % 3);
      picture[i] = (byte) Math.clamp(Math.round(127 + wave + 5 * random.nextGaussian()), 0, 255);
    }
    byte[] row = new byte[PIXELS * 3 + 64];
    double least = Double.MAX_VALUE;
    // the first rounds wait for vector code
    for (int round = 0; round < 2 * ROUNDS; round++) {
      long before = THREAD.getCurrentThreadCpuTime();
      for (int y = 0; y < ROWS; y++) {
        System.arraycopy(picture, y * PIXELS * 3, row, 0, PIXELS * 3);
        map.map(row, 0, PIXELS, 3);
      }
      least =
          Math.min(least, (THREAD.getCurrentThreadCpuTime() - before) / (double) (PIXELS * ROWS));
    }
    return least;
  }
}
