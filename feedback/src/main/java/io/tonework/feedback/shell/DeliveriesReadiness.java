package io.tonework.feedback.shell;

import io.tonework.feedback.FeedbackConfig;
import io.tonework.feedback.webhook.DeliverWebhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the queue of webhooks is whole and being worked off. */
@Readiness
@ApplicationScoped
public class DeliveriesReadiness implements HealthCheck {
  private final FeedbackConfig config;
  private final DeliverWebhooks worker;

  @Inject
  DeliveriesReadiness(FeedbackConfig config, DeliverWebhooks worker) {
    this.config = config;
    this.worker = worker;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("webhook queue")
        .status(!config.enabled() || worker.isReady())
        .build();
  }
}
