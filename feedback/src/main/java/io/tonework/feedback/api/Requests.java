package io.tonework.feedback.api;

import io.tonework.feedback.FeedbackConfig;
import io.tonework.messaging.stage.TransientException;
import io.tonework.service.problem.ProblemException;
import io.tonework.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** What the resources share: a server that is away is told as 503 with {@code Retry-After}. */
@ApplicationScoped
public class Requests {
  private final FeedbackConfig config;

  @Inject
  Requests(FeedbackConfig config) {
    this.config = config;
  }

  <T> T answer(Supplier<T> work) {
    try {
      return work.get();
    } catch (TransientException e) {
      throw ProblemException.unavailable(
          "the request was not taken: Kafka does not answer; send it again",
          config.retryAfter(),
          e);
    } catch (StorageException e) {
      if (e.isTransient()) {
        throw ProblemException.unavailable(
            "the request was not taken: a store does not answer; send it again",
            config.retryAfter(),
            e);
      }
      throw e;
    }
  }
}
