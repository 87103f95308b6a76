package io.tonework.ingest.shell;

import io.tonework.contracts.Topics;
import io.tonework.ingest.IngestConfig;
import io.tonework.ingest.inbox.NotificationHandler;
import io.tonework.messaging.stage.RawHandler;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.service.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reads bucket notifications. */
@ApplicationScoped
public class InboxStage implements Stage {
  private static final String NAME = "inbox";

  private final IngestConfig config;
  private final NotificationHandler handler;

  @Inject
  InboxStage(IngestConfig config, NotificationHandler handler) {
    this.config = config;
    this.handler = handler;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean enabled() {
    return config.enabled() && config.notifications().enabled();
  }

  @Override
  public StageDefinition prepare() {
    return definition(handler, config.notifications().maxInFlight());
  }

  /** The stage around any handler of notifications. */
  public static StageDefinition definition(RawHandler handler, int maxInFlight) {
    return StageDefinition.builder(NAME)
        .topics(Topics.BUCKET_NOTIFICATIONS)
        .rawHandler(handler)
        .maxInFlight(maxInFlight)
        .build();
  }
}
