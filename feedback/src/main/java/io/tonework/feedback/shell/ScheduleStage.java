package io.tonework.feedback.shell;

import io.tonework.contracts.Topics;
import io.tonework.feedback.FeedbackConfig;
import io.tonework.feedback.webhook.ScheduleWebhook;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.service.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Turns the ends of photos into webhooks that are to be delivered. */
@ApplicationScoped
public class ScheduleStage implements Stage {
  private final FeedbackConfig config;
  private final ScheduleWebhook schedule;

  @Inject
  ScheduleStage(FeedbackConfig config, ScheduleWebhook schedule) {
    this.config = config;
    this.schedule = schedule;
  }

  @Override
  public String name() {
    return "feedback-webhooks";
  }

  @Override
  public boolean enabled() {
    return config.enabled();
  }

  @Override
  public StageDefinition prepare() {
    return StageDefinition.builder(name())
        .topics(Topics.PHOTO_RETOUCHED, Topics.PHOTO_FAILED)
        .handler(schedule)
        .maxInFlight(config.webhooks().maxEventsInFlight())
        .retry(PatientRetry.POLICY)
        .drainTimeout(config.drainTimeout())
        .build();
  }
}
