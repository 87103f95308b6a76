package io.tonework.feedback.shell;

import io.tonework.contracts.Topics;
import io.tonework.feedback.FeedbackConfig;
import io.tonework.feedback.webhook.ScheduleWebhook;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.service.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Turns the ends of photos into webhooks that are to be delivered. */
@ApplicationScoped
public class ScheduleStage implements Stage {
  private static final String NAME = "feedback-webhooks";

  private final FeedbackConfig config;
  private final ScheduleWebhook schedule;

  @Inject
  ScheduleStage(FeedbackConfig config, ScheduleWebhook schedule) {
    this.config = config;
    this.schedule = schedule;
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
  public StageDefinition prepare() {
    return definition(schedule, config.webhooks().maxEventsInFlight(), config.drainTimeout());
  }

  /** The stage around any such handler. */
  public static StageDefinition definition(
      StageHandler schedule, int maxInFlight, Duration drainTimeout) {
    return StageDefinition.builder(NAME)
        .topics(Topics.PHOTO_RETOUCHED, Topics.PHOTO_FAILED)
        .handler(schedule)
        .maxInFlight(maxInFlight)
        .retry(PatientRetry.POLICY)
        .drainTimeout(drainTimeout)
        .build();
  }
}
