package io.tonework.messaging.loop;

import io.tonework.contracts.EventType;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.LoopHeaders;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.event.UnreadableEventException;
import io.tonework.messaging.queue.WorkItem;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.RawDelivery;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns a record into the delivery that a handler receives. */
final class Deliveries {
  /** The kinds of events without which a photo stands still, so that its customer must hear. */
  private static final Set<EventType> PHOTO_WORK =
      Set.of(EventType.PHOTO_UPLOADED, EventType.RETOUCH_PLANNED, EventType.PHOTO_RETOUCHED);

  private Deliveries() {}

  /**
   * The delivery of an event.
   *
   * @throws UnreadableEventException when the record holds none of ours
   */
  static Delivery event(WorkItem item) {
    EventCodec.Decoded decoded = EventCodec.decode(item.source().headers(), item.source().value());
    TraceContext carried = decoded.trace();
    return new Delivery(
        decoded.event(),
        item.origin().topic(),
        item.origin().partition(),
        item.origin().offset(),
        item.attempt(),
        carried == null ? TraceContext.fresh() : carried,
        item.origin().time(),
        item::isStale);
  }

  /** The delivery of a record as it is. */
  static RawDelivery raw(WorkItem item) {
    ConsumerRecord<byte[], byte[]> source = item.source();
    return new RawDelivery(
        source.key(),
        source.value() == null ? new byte[0] : source.value(),
        LoopHeaders.asMap(source.headers()),
        item.origin().topic(),
        item.origin().partition(),
        item.origin().offset(),
        item.attempt(),
        trace(item),
        item.origin().time(),
        item::isStale);
  }

  /** The trace of the record's headers, ours or W3C's own, else a fresh one. */
  static TraceContext trace(WorkItem item) {
    return attribute(item, EventCodec.TRACEPARENT)
        .or(() -> LoopHeaders.text(item.source().headers(), EventCodec.TRACEPARENT))
        .flatMap(TraceContext::parse)
        .orElseGet(TraceContext::fresh);
  }

  /** A CloudEvents attribute of binary mode. */
  static Optional<String> attribute(WorkItem item, String name) {
    return LoopHeaders.text(item.source().headers(), "ce_" + name);
  }

  /** The photo whose work an unreadable record was, if its attributes tell. */
  static Optional<String> photoIdOfAttributes(WorkItem item) {
    boolean photoWork =
        PHOTO_WORK.stream().anyMatch(type -> type.topics().contains(item.origin().topic()));
    return photoWork ? attribute(item, "subject") : Optional.empty();
  }

  static Instant recordTime(ConsumerRecord<?, ?> record) {
    return Instant.ofEpochMilli(record.timestamp());
  }
}
