package io.tonework.planner;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Topics;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.models.bundle.ModelsConfig;
import io.tonework.service.Stage;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.s3.S3Settings;
import io.tonework.storage.taste.TasteStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What configuration and CDI see of the planner: loads the bundle, then says what to run. */
@ApplicationScoped
public class PlannerStage implements Stage {
  private final PlannerConfig config;
  private final ModelsConfig models;
  private final ObjectStore store;
  private final S3Settings s3;
  private final TasteStore taste;
  private final MeterRegistry registry;
  private final Clock clock;
  private volatile @Nullable PlannerRuntime runtime;
  private @Nullable ImageCodec codec;

  @Inject
  PlannerStage(
      PlannerConfig config,
      ModelsConfig models,
      ObjectStore store,
      S3Settings s3,
      TasteStore taste,
      MeterRegistry registry,
      Clock clock) {
    this.config = config;
    this.models = models;
    this.store = store;
    this.s3 = s3;
    this.taste = taste;
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
    ImageLimits limits = config.limits().limits();
    ImageCodec codec = codec(limits);
    PlannerRuntime opened = PlannerRuntime.open(models.load(), settings, registry);
    runtime = opened;
    PlanPhoto planPhoto = new PlanPhoto(opened, codec, new StoredTaste(taste, registry), settings);
    PlannerHandler handler =
        new PlannerHandler(store, s3.bucket(), planPhoto, limits.maxBytes(), registry);
    return StageDefinition.builder(name())
        .topics(Topics.PHOTO_UPLOADED)
        .handler(handler)
        .onReject((delivery, failure) -> PlannerHandler.onReject(delivery, failure, clock))
        .maxInFlight(config.maxInFlight())
        .drainTimeout(config.drainTimeout())
        .build();
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

  @PreDestroy
  synchronized void close() {
    if (codec != null) {
      codec.close();
    }
    PlannerRuntime opened = runtime;
    if (opened != null) {
      opened.close();
    }
  }
}
