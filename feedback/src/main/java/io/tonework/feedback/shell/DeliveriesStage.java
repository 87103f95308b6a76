package io.tonework.feedback.shell;

import io.quarkus.runtime.ShutdownEvent;
import io.tonework.contracts.Topics;
import io.tonework.feedback.FeedbackConfig;
import io.tonework.feedback.webhook.DeliverWebhooks;
import io.tonework.feedback.webhook.FollowDeliveries;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.service.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Takes the states of deliveries from the topic into the queue, and works the queue off. */
@ApplicationScoped
public class DeliveriesStage implements Stage {
  private static final String NAME = "feedback-deliveries";

  private final FeedbackConfig config;
  private final FollowDeliveries follow;
  private final DeliverWebhooks worker;

  @Inject
  DeliveriesStage(FeedbackConfig config, FollowDeliveries follow, DeliverWebhooks worker) {
    this.config = config;
    this.follow = follow;
    this.worker = worker;
  }

  void onStop(@Observes ShutdownEvent event) {
    worker.close();
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
    worker.start();
    return definition(follow, config.webhooks().maxEventsInFlight(), config.drainTimeout());
  }

  /** The stage around any such handler. */
  public static StageDefinition definition(
      StageHandler follow, int maxInFlight, Duration drainTimeout) {
    return StageDefinition.builder(NAME)
        .topics(Topics.WEBHOOK_ATTEMPTED)
        .handler(follow)
        .maxInFlight(maxInFlight)
        .retry(PatientRetry.POLICY)
        .drainTimeout(drainTimeout)
        .build();
  }
}
