package io.tonework.planner;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.models.AutoResult;
import io.tonework.models.Bundle;
import io.tonework.models.ExecutionProvider;
import io.tonework.models.MicroBatcher;
import io.tonework.models.ModelInput;
import io.tonework.models.PlannerModel;
import io.tonework.models.RendererModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bundle, opened, warmed up and ready for the photos of many threads.
 *
 * <p>Thread-safe. Owns native sessions and a thread; {@link #close} lets waiting photos finish.
 */
public final class PlannerRuntime implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PlannerRuntime.class);

  private final PlannerModel planner;
  private final RendererModel renderer;
  private final MicroBatcher<ModelInput, AutoResult> batcher;

  private PlannerRuntime(
      PlannerModel planner, RendererModel renderer, MicroBatcher<ModelInput, AutoResult> batcher) {
    this.planner = planner;
    this.renderer = renderer;
    this.batcher = batcher;
  }

  /**
   * Opens the bundle's graphs and warms them up.
   *
   * @throws io.tonework.models.BundleException when a graph is not what the manifest says
   */
  public static PlannerRuntime open(
      Bundle bundle, PlannerSettings settings, MeterRegistry registry) {
    PlannerModel planner = PlannerModel.open(bundle, settings.session());
    RendererModel renderer;
    try {
      renderer = RendererModel.open(bundle);
    } catch (RuntimeException e) {
      planner.close();
      throw e;
    }
    planner.warmUp(settings.batch().maxBatch());
    renderer.warmUp();
    log.atInfo()
        .addKeyValue("bundle", bundle.ref().name())
        .addKeyValue("version", bundle.ref().version())
        .addKeyValue("digest", bundle.ref().digest())
        .addKeyValue("modes", bundle.modes())
        .addKeyValue("runsOn", planner.executionProvider())
        .log("model bundle is ready");
    return new PlannerRuntime(
        planner,
        renderer,
        MicroBatcher.start("planner", settings.batch(), planner::auto, registry));
  }

  /** The bundle. */
  public Bundle bundle() {
    return planner.bundle();
  }

  /** What auto mode runs on. */
  public ExecutionProvider executionProvider() {
    return planner.executionProvider();
  }

  PlannerModel planner() {
    return planner;
  }

  RendererModel renderer() {
    return renderer;
  }

  MicroBatcher<ModelInput, AutoResult> batcher() {
    return batcher;
  }

  @Override
  public void close() {
    batcher.close();
    renderer.close();
    planner.close();
  }
}
