package io.tonework.feedback.taste;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.UserForgotten;
import io.tonework.feedback.metrics.FeedbackMetric;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.storage.taste.TasteStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns from verdicts and forgets users, as the topic tells. Thread-safe. */
public final class FoldTaste implements StageHandler {
  private static final Logger log = LoggerFactory.getLogger(FoldTaste.class);

  private final TasteStore tastes;
  private final EraseVerdicts erase;
  private final MeterRegistry metrics;

  /** The stage. */
  public FoldTaste(TasteStore tastes, EraseVerdicts erase, MeterRegistry metrics) {
    this.tastes = tastes;
    this.erase = erase;
    this.metrics = metrics;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    switch (delivery.event()) {
      case FeedbackReceived feedback -> learn(feedback);
      case UserForgotten forgotten -> forget(forgotten, delivery);
      default -> {}
    }
    return Outcome.done();
  }

  private void learn(FeedbackReceived feedback) {
    boolean learned = tastes.fold(feedback);
    FeedbackMetric.FOLDS.counter(metrics, learned ? "learned" : "known").increment();
    log.atDebug()
        .addKeyValue("photoId", feedback.photoId())
        .addKeyValue("planId", feedback.planId())
        .addKeyValue("learned", learned)
        .log("verdict folded");
  }

  private void forget(UserForgotten forgotten, Delivery delivery) {
    tastes.forget(forgotten.tenant(), forgotten.user(), forgotten.forgottenAt());
    long erased = erase.erase(forgotten, delivery::isStale);
    FeedbackMetric.FORGOTTEN.counter(metrics).increment();
    // the user's name stays out of the log: it is to be forgotten there too
    log.atInfo()
        .addKeyValue("tenant", forgotten.tenant())
        .addKeyValue("erased", erased)
        .log("user forgotten");
  }
}
