package io.tonework.messaging.loop;

import io.tonework.contracts.Event;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.UserForgotten;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.messaging.queue.WorkItem;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * What every log record carries that is written on the thread of an attempt, by the stage or by
 * libraries below it: which photo, which record, which trace.
 *
 * <p>It is put into SLF4J's diagnostic context, for not every backend keeps the key-values of a
 * record apart from its message.
 */
final class LogFields {
  private LogFields() {}

  /** Puts the fields of an attempt into the context of this thread; the caller clears it. */
  static void put(String stage, WorkItem item, Attempt attempt) {
    MDC.put("traceId", attempt.trace().traceId());
    MDC.put("stage", stage);
    MDC.put("topic", item.origin().topic());
    MDC.put("partition", Integer.toString(item.origin().partition()));
    MDC.put("offset", Long.toString(item.origin().offset()));
    MDC.put("attempt", Integer.toString(item.attempt()));
    attempt.photoId().ifPresent(photoId -> MDC.put("photoId", photoId));
    attempt
        .event()
        .ifPresent(event -> {
          MDC.put("tenant", event.tenant());
          planId(event).ifPresent(planId -> MDC.put("planId", planId));
        });
  }

  private static Optional<String> planId(Event event) {
    return switch (event) {
      case RetouchPlanned planned -> Optional.of(planned.planId());
      case PhotoRetouched retouched -> Optional.of(retouched.planId());
      case FeedbackReceived feedback -> Optional.of(feedback.planId());
      case PhotoFailed _, PhotoUploaded _, UserForgotten _, WebhookAttempted _ -> Optional.empty();
    };
  }
}
