package io.tonework.ingest.shell;

import io.tonework.ingest.IngestConfig;
import io.tonework.ingest.status.FollowPhotos;
import io.tonework.ingest.status.ViewRebuild;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.RetryPolicy;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.StageHandler;
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
  private static final String NAME = "photo-views";

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
    return NAME;
  }

  @Override
  public boolean enabled() {
    return config.enabled() && config.views().enabled();
  }

  @Override
  public StageDefinition prepare() {
    return definition(new FollowPhotos(views, open, clock), config.views().maxInFlight());
  }

  /** The stage around any views, without counting what is open. */
  public static StageDefinition definition(PhotoViews views, int maxInFlight) {
    return definition(
        delivery -> {
          views.fold(delivery.event());
          return Outcome.done();
        },
        maxInFlight);
  }

  private static StageDefinition definition(StageHandler follow, int maxInFlight) {
    return StageDefinition.builder(NAME)
        .topics(ViewRebuild.TOPICS.toArray(String[]::new))
        .handler(follow)
        .maxInFlight(maxInFlight)
        .retry(PATIENT)
        .build();
  }
}
