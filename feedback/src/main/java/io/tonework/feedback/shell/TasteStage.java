package io.tonework.feedback.shell;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.tonework.contracts.Topics;
import io.tonework.feedback.FeedbackConfig;
import io.tonework.feedback.taste.FoldTaste;
import io.tonework.feedback.taste.TasteRebuild;
import io.tonework.feedback.view.KeptView;
import io.tonework.feedback.view.RedisViewStamp;
import io.tonework.feedback.view.ViewWatch;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.service.Stage;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.taste.TasteStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Learns tastes from verdicts, and from all of them again when Redis was lost. */
@ApplicationScoped
public class TasteStage implements Stage {
  private static final String NAME = "feedback-taste";
  private static final String STAMP_KEY = "tonework:{taste}:stamp";
  private static final Duration WATCH = Duration.ofSeconds(5);

  private final FeedbackConfig config;
  private final FoldTaste fold;
  private final KeptView view;
  private final ViewWatch watch;

  @Inject
  TasteStage(
      FeedbackConfig config,
      FoldTaste fold,
      TasteStore tastes,
      RedisConnection redis,
      KafkaSettings kafka,
      MeterRegistry metrics,
      Clock clock) {
    this.config = config;
    this.fold = fold;
    TopicReader reader = new TopicReader(kafka);
    this.view =
        new KeptView(
            "taste",
            new RedisViewStamp(redis, STAMP_KEY),
            action -> reader.forEach(Topics.FEEDBACK_RECEIVED, action),
            delivery -> TasteRebuild.fold(tastes, delivery),
            metrics,
            clock);
    this.watch = new ViewWatch(view, WATCH);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean enabled() {
    return config.enabled();
  }

  void onStop(@Observes ShutdownEvent event) {
    watch.close();
  }

  @Override
  public StageDefinition prepare() {
    view.ensureWhole();
    watch.start();
    return definition(fold, config.taste().maxInFlight(), config.drainTimeout());
  }

  /** The stage around any such handler. */
  public static StageDefinition definition(
      StageHandler fold, int maxInFlight, Duration drainTimeout) {
    return StageDefinition.builder(NAME)
        .topics(Topics.FEEDBACK_RECEIVED)
        .handler(fold)
        .maxInFlight(maxInFlight)
        .retry(PatientRetry.POLICY)
        .drainTimeout(drainTimeout)
        .build();
  }
}
