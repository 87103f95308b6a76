package io.tonework.ingest.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.ingest.metrics.IngestMetric;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.RawDelivery;
import io.tonework.messaging.stage.RawHandler;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in the objects that a record of {@code bucket.notifications} names. Thread-safe. */
public final class NotificationHandler implements RawHandler {
  private static final Logger log = LoggerFactory.getLogger(NotificationHandler.class);

  private final TakeObject takeObject;
  private final Sequencers sequencers;
  private final MeterRegistry metrics;

  /** Wires the parts. */
  public NotificationHandler(TakeObject takeObject, Sequencers sequencers, MeterRegistry metrics) {
    this.takeObject = takeObject;
    this.sequencers = sequencers;
    this.metrics = metrics;
  }

  @Override
  public Outcome handle(RawDelivery delivery) {
    Notified notified;
    try {
      notified = BucketNotifications.read(delivery.value());
    } catch (UnreadableNotificationException e) {
      count(Taken.FAULTY);
      return Outcome.reject(unreadable(String.valueOf(e.getMessage())), e);
    }
    takeAll(notified.created());
    if (notified.odd().isEmpty()) {
      return Outcome.done();
    }
    notified.odd().forEach(_ -> count(Taken.FAULTY));
    // after all others were taken: replayed, the message does not harm them
    return Outcome.reject(
        unreadable(
            notified.odd().size() == 1
                ? notified.odd().getFirst()
                : notified.odd().getFirst()
                    + "; and "
                    + (notified.odd().size() - 1)
                    + " more of this message"));
  }

  private static Failure unreadable(String message) {
    return new Failure(FailureCode.UNREADABLE_EVENT, message, "ingest");
  }

  /** Takes each of them, whatever becomes of the others; then the first fault is thrown. */
  private void takeAll(List<ObjectCreated> created) {
    RuntimeException fault = null;
    for (ObjectCreated object : created) {
      try {
        Taken taken = take(object);
        count(taken);
        log.atDebug()
            .addKeyValue("object", object.object())
            .addKeyValue("outcome", taken.tag())
            .log("object notified");
      } catch (RuntimeException e) {
        fault = fault == null ? e : fault;
      }
    }
    if (fault != null) {
      throw fault;
    }
  }

  private Taken take(ObjectCreated object) {
    String sequencer = object.sequencer();
    if (sequencer != null && sequencers.isOvertaken(object.object(), sequencer)) {
      return Taken.OVERTAKEN;
    }
    Taken taken =
        object.possible().stream()
            .map(takeObject::take)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    if (sequencer != null) {
      sequencers.handled(object.object(), sequencer);
    }
    return taken;
  }

  private void count(Taken taken) {
    IngestMetric.NOTIFICATIONS.counter(metrics, taken.tag()).increment();
  }
}
