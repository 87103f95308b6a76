package io.tonework.render;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Topics;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.messaging.stage.OnReject;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.installed.ModelsConfig;
import io.tonework.models.renderer.RendererModel;
import io.tonework.models.renderer.Renderers;
import io.tonework.service.Stage;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.s3.S3Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link RenderHandler} in a service: finds the bundles, opens the codec and the threads. */
@ApplicationScoped
public class RenderStage implements Stage {
  private static final String NAME = "render";
  private static final Logger log = LoggerFactory.getLogger(RenderStage.class);

  private final RenderConfig config;
  private final ModelsConfig models;
  private final ObjectStore store;
  private final S3Settings s3;
  private final MeterRegistry meters;
  private final Clock clock;
  private @Nullable Renderers renderers;
  private @Nullable RenderThreads threads;
  private @Nullable ImageCodec codec;

  /** The stage of that configuration. */
  @Inject
  public RenderStage(
      RenderConfig config,
      ModelsConfig models,
      ObjectStore store,
      S3Settings s3,
      MeterRegistry meters,
      Clock clock) {
    this.config = config;
    this.models = models;
    this.store = store;
    this.s3 = s3;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean enabled() {
    return config.enabled();
  }

  @Override
  public synchronized StageDefinition prepare() {
    int cores = Runtime.getRuntime().availableProcessors();
    int count = config.threads() > 0 ? config.threads() : cores;
    InstalledBundles installed = models.installed();
    Renderers renderers = renderers(installed);
    RenderThreads pool = threads(count);
    ImageCodec codec = codec(count);
    RenderSettings settings =
        new RenderSettings(s3.bucket(), ImageLimits.DEFAULT, config.deadline());
    RenderHandler handler =
        RenderHandler.of(
            store,
            new RenderPhoto(
                codec,
                new Looks(
                    renderers, new StoredLooks(store, s3.bucket()), config.cachedLooks(), meters),
                meters),
            codec,
            pool,
            settings,
            meters,
            clock);
    log.atInfo()
        .addKeyValue("bundles", InstalledBundle.describe(installed.all()))
        .addKeyValue("codec", codec.name())
        .addKeyValue("threads", count)
        .log("renderer is ready");
    int maxInFlight = config.maxInFlight() > 0 ? config.maxInFlight() : 2 * count;
    int bulkBeside = config.bulkBeside().orElse(Math.max(1, count - 1));
    return definition(handler, handler, maxInFlight, bulkBeside, config.drainTimeout());
  }

  /**
   * The stage around any handler of plans.
   *
   * @param bulkBeside see {@link StageDefinition#bulkBeside}
   */
  public static StageDefinition definition(
      StageHandler handler,
      OnReject onReject,
      int maxInFlight,
      int bulkBeside,
      Duration drainTimeout) {
    return StageDefinition.builder(NAME)
        .topics(Topics.RETOUCH_PLANNED, Topics.RETOUCH_PLANNED_BATCH)
        .handler(handler)
        .onReject(onReject)
        .retry(RenderFailures.RETRY)
        .maxInFlight(maxInFlight)
        .bulkBeside(bulkBeside)
        .drainTimeout(drainTimeout)
        .build();
  }

  /** Kept over a second try, which only a server that was away can cause. */
  private Renderers renderers(InstalledBundles installed) {
    Renderers open = renderers;
    if (open == null) {
      open = new Renderers(installed, models.maxOpen());
      renderers = open;
      // most plans will be of these: what is wrong with them is told before the first photo
      for (InstalledBundle each : models.channels(installed, Map.of()).all()) {
        open.with(each.ref(), RendererModel::bundle);
      }
    }
    return open;
  }

  private ImageCodec codec(int count) {
    ImageCodec open = codec;
    if (open == null) {
      open =
          ImageCodecs.open(
              config.isolation(),
              count,
              ImageLimits.DEFAULT.with(config.incomplete()),
              config.formats().orElse(Set.of()));
      codec = open;
    }
    return open;
  }

  private RenderThreads threads(int count) {
    RenderThreads open = threads;
    if (open == null) {
      open = new RenderThreads(count, meters);
      threads = open;
    }
    return open;
  }

  /** Frees what {@link #prepare} opened; the stage's loop must have ended. */
  @PreDestroy
  public synchronized void close() {
    if (threads != null) {
      threads.close();
    }
    if (codec != null) {
      codec.close();
    }
    if (renderers != null) {
      renderers.close();
    }
  }
}
