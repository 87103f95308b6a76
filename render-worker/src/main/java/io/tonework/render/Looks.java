package io.tonework.render;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Latents;
import io.tonework.contracts.LookRef;
import io.tonework.contracts.Plan;
import io.tonework.contracts.PlannedRegion;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.TasteOffset;
import io.tonework.imaging.lattice.LatticeFit;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.region.ColourMap;
import io.tonework.models.renderer.RendererModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns plans into colour maps: the renderer is evaluated on a lattice instead of on every pixel,
 * first with the plan's latents, then with the user's taste, then with the look that the request
 * brought along.
 *
 * <p>The size of the lattice follows from the map itself ({@link LatticeFit}), never from
 * configuration, so that a plan gives the same bytes on every worker. Thread-safe.
 */
public final class Looks {
  private final RendererModel renderer;
  private final LookFiles files;
  private final LookCache cache;
  private final MeterRegistry meters;

  /**
   * Looks of the renderer's bundle.
   *
   * @param renderer stays open as long as this is used; the caller closes it
   * @param cachedLooks how many finished maps are kept, at most 43 MB each and 64 MB together
   */
  public Looks(RendererModel renderer, int cachedLooks, MeterRegistry meters) {
    this(renderer, LookFiles.NONE, cachedLooks, meters);
  }

  /**
   * Looks of the renderer's bundle, with those that requests bring along.
   *
   * @param renderer stays open as long as this is used; the caller closes it
   * @param files where the looks of requests come from
   * @param cachedLooks how many finished maps are kept, at most 43 MB each and 64 MB together
   */
  public Looks(RendererModel renderer, LookFiles files, int cachedLooks, MeterRegistry meters) {
    this.renderer = renderer;
    this.files = files;
    this.cache = new LookCache(cachedLooks, meters);
    this.meters = meters;
  }

  /**
   * The plan's colour map.
   *
   * @throws PlanUnusableException when the plan was made for another bundle
   */
  public ColourMap of(Plan plan) {
    check(plan);
    TasteOffset taste = plan.taste();
    LookKey key =
        new LookKey(plan.latents(), taste == null ? null : taste.latents(), plan.request().look());
    return cache.get(key, wanted -> build(plan.tenant(), wanted));
  }

  /**
   * The colour map of one region of the plan; the user's taste and the request's look shift it as
   * they do the rest.
   *
   * @throws PlanUnusableException when the plan was made for another bundle
   */
  public ColourMap of(Plan plan, PlannedRegion region) {
    check(plan);
    checkSize(plan, region.latents(), renderer.bundle().latentSize());
    TasteOffset taste = plan.taste();
    LookKey key =
        new LookKey(
            region.latents(), taste == null ? null : taste.latents(), plan.request().look());
    return cache.get(key, wanted -> build(plan.tenant(), wanted));
  }

  private void check(Plan plan) {
    BundleRef wanted = plan.bundle();
    BundleRef here = renderer.bundle().ref();
    if (!wanted.digest().equals(here.digest())) {
      throw new PlanUnusableException(
          "plan %s was made for bundle %s, this worker has %s; render it with the bundle it names, or plan it anew"
              .formatted(plan.planId(), name(wanted), name(here)));
    }
    int size = renderer.bundle().latentSize();
    checkSize(plan, plan.latents(), size);
    if (plan.taste() != null) {
      checkSize(plan, plan.taste().latents(), size);
    }
  }

  private static void checkSize(Plan plan, Latents latents, int size) {
    if (latents.size() != size) {
      throw new PlanUnusableException(
          "plan %s is damaged: it has latents of %d values, its bundle's have %d; plan it anew"
              .formatted(plan.planId(), latents.size(), size));
    }
  }

  private ColourMap build(String tenant, LookKey key) {
    long start = System.nanoTime();
    Stream<RgbFunction> own =
        Stream.of(key.latents(), key.taste())
            .filter(latents -> latents != null && !isMasked(latents))
            .map(renderer::renderer);
    LookRef brought = key.look();
    Stream<RgbFunction> onTop =
        brought == null || brought.strength() == 0
            ? Stream.of()
            : Stream.of(files.read(tenant, brought).withStrength(brought.strength()));
    ColourMap look =
        Stream.concat(own, onTop)
            .reduce(RgbFunction::andThen)
            .map(map -> ColourMap.of(LatticeFit.of(map, LatticeFit.DEFAULT_TOLERANCE).lattice()))
            .orElseGet(ColourMap::identity);
    RenderMetric.LATTICE.timer(meters).record(Duration.ofNanos(System.nanoTime() - start));
    return look;
  }

  /** Latents that are wholly masked do nothing, by contract; the renderer would only come close. */
  private static boolean isMasked(Latents latents) {
    return Arrays.stream(SliderGroup.values()).allMatch(latents::isMasked);
  }

  private static String name(BundleRef bundle) {
    return bundle.name() + " " + bundle.version() + " (" + bundle.digest() + ")";
  }

  /**
   * What a look depends on besides the bundle.
   *
   * @param latents the plan's
   * @param taste the user's; null when there is none
   * @param look what the request lays on top; null when there is nothing
   */
  record LookKey(Latents latents, @Nullable Latents taste, @Nullable LookRef look) {}
}
