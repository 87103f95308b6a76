package io.tonework.planner;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Topics;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.models.installed.ModelsConfig;
import io.tonework.planner.model.PlannerRuntime;
import io.tonework.planner.model.PlannerSettings;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.TasteReader;
import io.tonework.service.Stage;
import io.tonework.service.tenants.Tenants;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.s3.S3Settings;
import io.tonework.storage.taste.TasteStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What configuration and CDI see of the planner: opens the bundles of the channels, then says what
 * to run.
 */
@ApplicationScoped
public class PlannerStage implements Stage {
  private final PlannerConfig config;
  private final ModelsConfig models;
  private final ObjectStore store;
  private final S3Settings s3;
  private final TasteStore taste;
  private final Tenants tenants;
  private final MeterRegistry registry;
  private final Clock clock;
  private @Nullable ChannelPlanners planners;
  private @Nullable ImageCodec codec;

  /** The stage of that configuration. */
  @Inject
  public PlannerStage(
      PlannerConfig config,
      ModelsConfig models,
      ObjectStore store,
      S3Settings s3,
      TasteStore taste,
      Tenants tenants,
      MeterRegistry registry,
      Clock clock) {
    this.config = config;
    this.models = models;
    this.store = store;
    this.s3 = s3;
    this.taste = taste;
    this.tenants = tenants;
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public String name() {
    return PlannerFailures.STAGE;
  }

  @Override
  public boolean enabled() {
    return config.enabled();
  }

  @Override
  public StageDefinition prepare() {
    PlannerSettings settings = config.settings();
    ImageLimits limits = config.limits().limits().with(config.incomplete());
    ImageCodec codec = codec(limits);
    ChannelPlanners opened = planners(codec, settings);
    PlannerHandler handler =
        new PlannerHandler(store, s3.bucket(), opened, limits.maxBytes(), registry);
    return definition(
        handler,
        config.maxInFlight(),
        config.bulkBeside().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() - 1)),
        config.drainTimeout(),
        clock);
  }

  /**
   * The stage around any handler of uploaded photos.
   *
   * @param bulkBeside see {@link StageDefinition#bulkBeside}
   * @param clock tells when a photo failed
   */
  public static StageDefinition definition(
      StageHandler handler, int maxInFlight, int bulkBeside, Duration drainTimeout, Clock clock) {
    return StageDefinition.builder(PlannerFailures.STAGE)
        .topics(Topics.PHOTO_UPLOADED, Topics.PHOTO_UPLOADED_BATCH)
        .handler(handler)
        .onReject((delivery, failure) -> PlannerHandler.onReject(delivery, failure, clock))
        .maxInFlight(maxInFlight)
        .bulkBeside(bulkBeside)
        .drainTimeout(drainTimeout)
        .build();
  }

  private synchronized ChannelPlanners planners(ImageCodec codec, PlannerSettings settings) {
    ChannelPlanners open = planners;
    if (open == null) {
      TasteReader tastes = new StoredTaste(taste, registry);
      open =
          ChannelPlanners.open(
              models.channels(models.installed(), tenants.bundles()),
              bundle -> {
                PlannerRuntime runtime =
                    PlannerRuntime.open(bundle.open(), settings, metersOf(bundle.ref()));
                return new ChannelPlanners.Planner(
                    runtime, new PlanPhoto(runtime, codec, tastes, settings));
              });
      planners = open;
    }
    return open;
  }

  /** The same meters for each bundle, told apart by a tag: so a candidate can be compared. */
  private MeterRegistry metersOf(BundleRef bundle) {
    CompositeMeterRegistry tagged = new CompositeMeterRegistry();
    tagged.config().commonTags("bundle", bundle.name() + " " + bundle.version());
    tagged.add(registry);
    return tagged;
  }

  /** Kept over a second try, which only a server that was away can cause. */
  private synchronized ImageCodec codec(ImageLimits limits) {
    ImageCodec open = codec;
    if (open == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      int decoders = config.decoders() > 0 ? config.decoders() : cores;
      open =
          ImageCodecs.open(config.isolation(), decoders, limits, config.formats().orElse(Set.of()));
      codec = open;
    }
    return open;
  }

  /** Frees what {@link #prepare} opened; the stage's loop must have ended. */
  @PreDestroy
  public synchronized void close() {
    if (codec != null) {
      codec.close();
    }
    if (planners != null) {
      planners.close();
    }
  }
}
