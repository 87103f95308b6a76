package io.tonework.planner;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.models.batching.MicroBatcher;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.language.LanguagePlanner;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.planner.AutoResult;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.renderer.RendererModel;
import io.tonework.planner.claims.Claim;
import org.jspecify.annotations.Nullable;
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
  private final @Nullable LanguagePlanner language;
  private final MeterRegistry registry;

  private PlannerRuntime(
      PlannerModel planner,
      RendererModel renderer,
      MicroBatcher<ModelInput, AutoResult> batcher,
      @Nullable LanguagePlanner language,
      MeterRegistry registry) {
    this.planner = planner;
    this.renderer = renderer;
    this.batcher = batcher;
    this.language = language;
    this.registry = registry;
  }

  /**
   * Opens the bundle's graphs and warms them up.
   *
   * @throws io.tonework.models.bundle.BundleException when a graph is not what the manifest says
   */
  public static PlannerRuntime open(
      Bundle bundle, PlannerSettings settings, MeterRegistry registry) {
    PlannerModel planner = PlannerModel.open(bundle, settings.session());
    RendererModel renderer = null;
    LanguagePlanner language;
    try {
      renderer = RendererModel.open(bundle);
      language = bundle.speaks() ? language(bundle, settings, registry) : null;
    } catch (RuntimeException e) {
      if (renderer != null) {
        renderer.close();
      }
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
        .addKeyValue(
            "runsOn", language == null ? planner.executionProvider() : language.executionProvider())
        .log("model bundle is ready");
    return new PlannerRuntime(
        planner,
        renderer,
        MicroBatcher.start("planner", settings.batch(), planner::auto, registry),
        language,
        registry);
  }

  private static LanguagePlanner language(
      Bundle bundle, PlannerSettings settings, MeterRegistry registry) {
    LanguagePlanner language =
        LanguagePlanner.open(
            bundle,
            settings.session(),
            new LanguagePlanner.Limits(settings.batch(), settings.answers()),
            registry);
    // a statement that cannot be checked could be false: better no service than such a one
    language.claims().forEach(Claim::parse);
    language.wishedClaims().forEach(Claim::parse);
    language.warmUp(settings.answers().maxRows());
    return language;
  }

  /** The bundle. */
  public Bundle bundle() {
    return planner.bundle();
  }

  /** What auto mode runs on. */
  public ExecutionProvider executionProvider() {
    LanguagePlanner words = language;
    return words == null ? planner.executionProvider() : words.executionProvider();
  }

  /** The part that reads and writes; null when the bundle has none. */
  @Nullable LanguagePlanner language() {
    return language;
  }

  MeterRegistry registry() {
    return registry;
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
    if (language != null) {
      language.close();
    }
    renderer.close();
    planner.close();
  }
}
