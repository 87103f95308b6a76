package io.tonework.ingest.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.ingest.metrics.IngestMetric;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.RawDelivery;
import io.tonework.messaging.stage.RawHandler;
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
    List<ObjectCreated> created;
    try {
      created = BucketNotifications.read(delivery.value());
    } catch (UnreadableNotificationException e) {
      count(Taken.FAULTY);
      return Outcome.reject(
          new Failure(FailureCode.UNREADABLE_EVENT, String.valueOf(e.getMessage()), "ingest"), e);
    }
    for (ObjectCreated object : created) {
      Taken taken = take(object);
      count(taken);
      log.atDebug()
          .addKeyValue("object", object.object())
          .addKeyValue("outcome", taken.tag())
          .log("object notified");
    }
    return Outcome.done();
  }

  private Taken take(ObjectCreated object) {
    String sequencer = object.sequencer();
    if (sequencer != null && sequencers.isOvertaken(object.object(), sequencer)) {
      return Taken.OVERTAKEN;
    }
    Taken taken = takeObject.take(object.object());
    if (sequencer != null) {
      sequencers.handled(object.object(), sequencer);
    }
    return taken;
  }

  private void count(Taken taken) {
    IngestMetric.NOTIFICATIONS.counter(metrics, taken.tag()).increment();
  }
}
