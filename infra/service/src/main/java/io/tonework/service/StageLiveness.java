package io.tonework.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Alive unless a stage failed in a way that only a restart mends. */
@Liveness
@ApplicationScoped
public class StageLiveness implements HealthCheck {
  private final StageLifecycle lifecycle;

  @Inject
  StageLiveness(StageLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("stages alive");
    boolean alive = true;
    for (RunningStage stage : lifecycle.running()) {
      Optional<Throwable> failure = stage.failure();
      alive &= failure.isEmpty();
      response.withData(stage.name(), failure.map(Throwable::toString).orElse("alive"));
    }
    return response.status(alive).build();
  }
}
