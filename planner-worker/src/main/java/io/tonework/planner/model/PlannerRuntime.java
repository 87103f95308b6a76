package io.tonework.planner.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.batching.MicroBatcher;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.language.LanguagePlanner;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.planner.AutoResult;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.renderer.RendererModel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bundle, opened, warmed up and ready for the photos of many threads.
 *
 * <p>Thread-safe. Owns native sessions and a thread; {@link #close} lets waiting photos finish.
 */
public final class PlannerRuntime implements PlanModels, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PlannerRuntime.class);

  private final PlannerModel planner;
  private final RendererModel renderer;
  private final MicroBatcher<ModelInput, AutoResult> batcher;
  private final @Nullable LanguagePlanner language;
  private final @Nullable PlanWriter writer;
  private final MeterRegistry registry;

  private PlannerRuntime(
      PlannerModel planner,
      RendererModel renderer,
      MicroBatcher<ModelInput, AutoResult> batcher,
      @Nullable LanguagePlanner language,
      @Nullable PlanWriter writer,
      MeterRegistry registry) {
    this.planner = planner;
    this.renderer = renderer;
    this.batcher = batcher;
    this.language = language;
    this.writer = writer;
    this.registry = registry;
  }

  /**
   * Opens the bundle's graphs and warms them up.
   *
   * @throws io.tonework.models.bundle.BundleException when a graph is not what the manifest says
   * @throws IllegalArgumentException when the grammar makes a claim that cannot be checked
   */
  public static PlannerRuntime open(Bundle bundle, PlannerSettings asked, MeterRegistry registry) {
    PlannerSettings settings =
        asked.alone(ExecutionProvider.of(asked.session()), bundle.sizeBytes());
    PlannerModel planner = PlannerModel.open(bundle, settings.session());
    RendererModel renderer = null;
    LanguagePlanner language = null;
    PlanWriter writer = null;
    try {
      renderer = RendererModel.open(bundle);
      if (bundle.speaks()) {
        language = language(bundle, settings, registry);
        writer = LanguageWriter.of(language, bundle);
        language.warmUp(settings.answers().maxRows());
      }
    } catch (RuntimeException e) {
      if (language != null) {
        language.close();
      }
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
        writer,
        registry);
  }

  private static LanguagePlanner language(
      Bundle bundle, PlannerSettings settings, MeterRegistry registry) {
    return LanguagePlanner.open(
        bundle,
        settings.session(),
        new LanguagePlanner.Limits(settings.batch(), settings.answers()),
        registry);
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

  /** Where what happens is counted. */
  public MeterRegistry registry() {
    return registry;
  }

  @Override
  public BundleRef ref() {
    return bundle().ref();
  }

  @Override
  public boolean has(Mode mode) {
    return bundle().modes().contains(mode);
  }

  @Override
  public void require(Mode mode) {
    bundle().require(mode);
  }

  @Override
  public Manifest.InputSpec input() {
    return bundle().manifest().input();
  }

  @Override
  public Manifest.InputSpec pair() {
    require(Mode.REFERENCE);
    return Objects.requireNonNull(bundle().manifest().pair());
  }

  @Override
  public boolean encodesSliders() {
    return planner.encodesSliders();
  }

  @Override
  public Latents encode(Sliders sliders) {
    return planner.params(sliders);
  }

  @Override
  public AutoResult decide(ModelInput photo) throws InterruptedException {
    return batcher.call(photo);
  }

  @Override
  public PlannerModel.Carried carry(ModelInput before, ModelInput after) {
    return planner.reference(before, after);
  }

  @Override
  public RgbFunction colourMap(Latents latents) {
    return renderer.renderer(latents);
  }

  @Override
  public @Nullable PlanWriter writer() {
    return writer;
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
