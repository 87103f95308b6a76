package io.tonework.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every enabled stage takes records. */
@Readiness
@ApplicationScoped
public class StageReadiness implements HealthCheck {
  private final StageLifecycle lifecycle;

  @Inject
  StageReadiness(StageLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("stages ready");
    boolean ready = true;
    for (RunningStage stage : lifecycle.running()) {
      ready &= stage.isReady();
      response.withData(stage.name(), stage.isReady() ? "running" : "not running");
    }
    return response.status(ready).build();
  }
}
