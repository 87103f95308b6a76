package io.tonework.ingest.shell;

import io.tonework.ingest.IngestConfig;
import io.tonework.ingest.status.FollowPhotos;
import io.tonework.ingest.status.ViewRebuild;
import io.tonework.messaging.stage.RetryPolicy;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.service.Stage;
import io.tonework.storage.quota.OpenPhotos;
import io.tonework.storage.view.PhotoViews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Folds the events of photos into their views. */
@ApplicationScoped
public class PhotoViewsStage implements Stage {
  // Redis may be away for hours; a view that is given up could only be rebuilt from the whole topic
  private static final RetryPolicy PATIENT =
      new RetryPolicy(200, Duration.ofSeconds(1), Duration.ofMinutes(2), 0.5);

  private final IngestConfig config;
  private final PhotoViews views;
  private final OpenPhotos open;
  private final Clock clock;

  @Inject
  PhotoViewsStage(IngestConfig config, PhotoViews views, OpenPhotos open, Clock clock) {
    this.config = config;
    this.views = views;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "photo-views";
  }

  @Override
  public boolean enabled() {
    return config.enabled() && config.views().enabled();
  }

  @Override
  public StageDefinition prepare() {
    return StageDefinition.builder(name())
        .topics(ViewRebuild.TOPICS.toArray(String[]::new))
        .handler(new FollowPhotos(views, open, clock))
        .maxInFlight(config.views().maxInFlight())
        .retry(PATIENT)
        .build();
  }
}
