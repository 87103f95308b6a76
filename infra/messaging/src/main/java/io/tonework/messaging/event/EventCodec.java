package io.tonework.messaging.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Event;
import io.tonework.contracts.EventType;
import io.tonework.contracts.Priority;
import io.tonework.contracts.UnreadableJsonException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Events as CloudEvents 1.0 on Kafka: written in binary mode with JSON data, read in binary and in
 * structured mode. Thread-safe.
 *
 * <p>Attributes: {@code id} is the event's derived id, {@code source} the stage that published it,
 * {@code subject} and the {@code partitionkey} extension the event's key, {@code tenant} and {@code
 * traceparent} extensions of their own, {@code priority} one of what is not interactive. The record
 * key is the partition key.
 */
public final class EventCodec {
  public static final String TRACEPARENT = "traceparent";
  public static final String TENANT = "tenant";
  public static final String PRIORITY = "priority";
  static final String PARTITION_KEY = "partitionkey";
  private static final String JSON = "application/json";

  private final URI source;
  private final Clock clock;

  /**
   * A codec for what one stage publishes.
   *
   * @param stage the stage's name
   * @param clock gives {@code ce_time}
   */
  public EventCodec(String stage, Clock clock) {
    this.source = URI.create("/tonework/" + stage);
    this.clock = clock;
  }

  /** An event that was read, with the trace that it carried. */
  public record Decoded(Event event, @Nullable TraceContext trace) {}

  /** The record that publishes an event on its topic. */
  public ProducerRecord<byte[], byte[]> encode(Event event, TraceContext trace) {
    CloudEventBuilder cloudEvent =
        CloudEventBuilder.v1()
            .withId(event.eventId())
            .withSource(source)
            .withType(event.type().ceType())
            .withSubject(event.key())
            .withTime(clock.instant().atOffset(ZoneOffset.UTC))
            .withDataContentType(JSON)
            .withExtension(PARTITION_KEY, event.key())
            .withExtension(TENANT, event.tenant())
            .withExtension(TRACEPARENT, trace.traceparent())
            .withData(ContractsJson.writeBytes(event));
    if (event.urgency() != Priority.INTERACTIVE) {
      // interactive is what its absence means, as in everything that was published before
      cloudEvent.withExtension(PRIORITY, event.urgency().jsonName());
    }
    byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
    return KafkaMessageFactory.createWriter(event.topic(), null, null, key)
        .writeBinary(cloudEvent.build());
  }

  /**
   * Reads an event, whichever kind it is.
   *
   * @param value the record value; null for a tombstone
   * @throws UnreadableEventException when it is no CloudEvent, of a type that is not ours, or its
   *     data does not fit
   */
  public static Decoded decode(Headers headers, byte @Nullable [] value) {
    if (value == null) {
      throw new UnreadableEventException("the record is empty: no event of ours is", null);
    }
    CloudEvent cloudEvent = cloudEvent(headers, value);
    EventType type =
        EventType.byCeType(cloudEvent.getType())
            .orElseThrow(() ->
                new UnreadableEventException(
                    "CloudEvents type '" + cloudEvent.getType() + "' is none of ours", null));
    CloudEventData data = cloudEvent.getData();
    if (data == null) {
      throw new UnreadableEventException("a " + type.ceType() + " without data", null);
    }
    try {
      Event event = ContractsJson.read(data.toBytes(), type.recordClass());
      Object trace = cloudEvent.getExtension(TRACEPARENT);
      return new Decoded(
          event, trace == null ? null : TraceContext.parse(trace.toString()).orElse(null));
    } catch (UnreadableJsonException | IllegalArgumentException e) {
      throw new UnreadableEventException(
          "a " + type.ceType() + " whose data does not fit: " + e.getMessage(), e);
    }
  }

  private static CloudEvent cloudEvent(Headers headers, byte[] value) {
    try {
      return KafkaMessageFactory.createReader(headers, value).toEvent();
    } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
      throw new UnreadableEventException("no CloudEvent: " + e.getMessage(), e);
    }
  }
}
