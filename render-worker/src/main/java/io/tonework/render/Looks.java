package io.tonework.render;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Latents;
import io.tonework.contracts.LookRef;
import io.tonework.contracts.Plan;
import io.tonework.contracts.PlannedRegion;
import io.tonework.contracts.SliderGroup;
import io.tonework.imaging.compiled.CompiledMap;
import io.tonework.imaging.compiled.MapTables;
import io.tonework.imaging.lattice.LatticeFit;
import io.tonework.imaging.lattice.PixelMap;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.region.ColourMap;
import io.tonework.models.installed.BundleMissingException;
import io.tonework.models.renderer.RendererModel;
import io.tonework.models.renderer.Renderers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns plans into colour maps: first the renderer with the plan's latents, then with the user's
 * taste, then the look that the request brought along. A renderer whose stages are known is
 * compiled (ADR 0245); any other, and every look, is evaluated on a lattice instead of on each
 * pixel.
 *
 * <p>The size of the lattice follows from the map itself ({@link LatticeFit}), never from
 * configuration, so that a plan gives the same bytes on every worker. Thread-safe.
 */
public final class Looks {
  private final Renderers renderers;
  private final LookFiles files;
  private final LookCache cache;
  private final MeterRegistry meters;

  /**
   * Looks of the plans of every bundle that is installed.
   *
   * @param renderers stay open as long as this is used; the caller closes them
   * @param cachedLooks how many finished maps are kept, at most 43 MB each and 64 MB together
   */
  public Looks(Renderers renderers, int cachedLooks, MeterRegistry meters) {
    this(renderers, LookFiles.NONE, cachedLooks, meters);
  }

  /**
   * Looks of the plans of every bundle that is installed, with those that requests bring along.
   *
   * @param renderers stay open as long as this is used; the caller closes them
   * @param files where the looks of requests come from
   * @param cachedLooks how many finished maps are kept, at most 43 MB each and 64 MB together
   */
  public Looks(Renderers renderers, LookFiles files, int cachedLooks, MeterRegistry meters) {
    this.renderers = renderers;
    this.files = files;
    this.cache = new LookCache(cachedLooks, meters);
    this.meters = meters;
  }

  /**
   * The plan's colour map.
   *
   * @throws BundleMissingException when the plan's bundle is not installed
   * @throws PlanUnusableException when the plan's latents are not of its bundle
   */
  public ColourMap of(Plan plan) {
    return of(plan, plan.latents());
  }

  /**
   * The colour map of one region of the plan; the user's taste and the request's look shift it as
   * they do the rest.
   *
   * @throws BundleMissingException when the plan's bundle is not installed
   * @throws PlanUnusableException when the plan's latents are not of its bundle
   */
  public ColourMap of(Plan plan, PlannedRegion region) {
    return of(plan, region.latents());
  }

  private ColourMap of(Plan plan, Latents latents) {
    int size = renderers.latentSize(plan.bundle());
    checkSize(plan, latents, size);
    Latents taste = plan.taste() == null ? null : plan.taste().latents();
    if (taste != null) {
      checkSize(plan, taste, size);
    }
    LookKey key = new LookKey(plan.bundle().digest(), latents, taste, plan.request().look());
    return cache.get(
        key,
        wanted ->
            renderers.with(plan.bundle(), renderer -> build(renderer, plan.tenant(), wanted)));
  }

  private static void checkSize(Plan plan, Latents latents, int size) {
    if (latents.size() != size) {
      throw new PlanUnusableException(
          "plan %s is damaged: it has latents of %d values, its bundle's have %d; plan it anew"
              .formatted(plan.planId(), latents.size(), size));
    }
  }

  private ColourMap build(RendererModel renderer, String tenant, LookKey key) {
    long start = System.nanoTime();
    List<RgbFunction> own =
        Stream.of(key.latents(), key.taste())
            .filter(latents -> latents != null && !isMasked(latents))
            .map(renderer::renderer)
            .toList();
    LookRef brought = key.look();
    Stream<RgbFunction> onTop =
        brought == null || brought.strength() == 0
            ? Stream.of()
            : Stream.of(files.read(tenant, brought).withStrength(brought.strength()));
    List<RgbFunction> all = Stream.concat(own.stream(), onTop).toList();
    ColourMap look = all.isEmpty() ? ColourMap.identity() : ColourMap.of(pixelMap(all));
    RenderMetric.LATTICE.timer(meters).record(Duration.ofNanos(System.nanoTime() - start));
    return look;
  }

  /** Stages are run on each pixel; what has anything else in it is put on a lattice. */
  private static PixelMap pixelMap(List<RgbFunction> all) {
    List<MapTables> sets = new ArrayList<>();
    for (RgbFunction each : all) {
      if (each instanceof CompiledMap(List<MapTables> its)) {
        sets.addAll(its);
      } else {
        RgbFunction whole = all.stream().reduce(RgbFunction::andThen).orElseThrow();
        return LatticeFit.of(whole, LatticeFit.DEFAULT_TOLERANCE).lattice();
      }
    }
    return new CompiledMap(sets);
  }

  /** Latents that are wholly masked do nothing, by contract; the renderer would only come close. */
  private static boolean isMasked(Latents latents) {
    return Arrays.stream(SliderGroup.values()).allMatch(latents::isMasked);
  }

  /**
   * What a look depends on.
   *
   * @param bundle digest of the plan's bundle
   * @param latents the plan's
   * @param taste the user's; null when there is none
   * @param look what the request lays on top; null when there is nothing
   */
  record LookKey(String bundle, Latents latents, @Nullable Latents taste, @Nullable LookRef look) {}
}
