package io.tonework.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tonework.messaging.kafka.KafkaSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts every {@link Stage} of the application, reports their health and drains them at the end.
 *
 * <p>Stages start side by side and off the start-up thread: liveness answers while a model is still
 * warming up, and one stage never waits for another.
 */
@ApplicationScoped
public class StageLifecycle {
  private static final Logger log = LoggerFactory.getLogger(StageLifecycle.class);

  private final Instance<Stage> stages;
  private final Foundations foundations;
  private final KafkaSettings kafka;
  private final ServiceConfig config;
  private final MeterRegistry meters;
  private final List<RunningStage> running = new ArrayList<>();

  @Inject
  StageLifecycle(
      @Any Instance<Stage> stages,
      Foundations foundations,
      KafkaSettings kafka,
      ServiceConfig config,
      MeterRegistry meters) {
    this.stages = stages;
    this.foundations = foundations;
    this.kafka = kafka;
    this.config = config;
    this.meters = meters;
  }

  void onStart(@Observes StartupEvent event) {
    for (Stage stage : stages) {
      if (!stage.enabled()) {
        log.atInfo().addKeyValue("stage", stage.name()).log("stage is switched off");
        continue;
      }
      RunningStage each =
          new RunningStage(stage, foundations, kafka, meters, config.startRetry(), this::onFatal);
      running.add(each);
      each.start();
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    // all stop polling at once, then each waits for its own work in flight
    List<Thread> draining =
        running.stream()
            .map(stage -> Thread.ofVirtual().name("drain-" + stage.name()).start(stage::close))
            .toList();
    for (Thread each : draining) {
      try {
        each.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** The enabled stages, in no particular order. */
  List<RunningStage> running() {
    return List.copyOf(running);
  }

  private void onFatal(String stage, Throwable cause) {
    log.atError().addKeyValue("stage", stage).setCause(cause).log("stage failed for good");
    if (config.exitOnFatal()) {
      Quarkus.asyncExit(1);
    }
  }
}
