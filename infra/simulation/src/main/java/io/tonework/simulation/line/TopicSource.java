package io.tonework.simulation.line;

import io.tonework.feedback.view.EventSource;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.event.UnreadableEventException;
import io.tonework.messaging.stage.Delivery;
import io.tonework.simulation.world.World;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic from its first record to the last of now, as {@code TopicReader} gives it. */
record TopicSource(World world, String topic) implements EventSource {
  @Override
  public long forEach(Consumer<Delivery> action) {
    long count = 0;
    for (ConsumerRecord<byte[], byte[]> record : world.kafka().scan(topic)) {
      if (record.value() != null) {
        Optional<Delivery> delivery = delivery(record);
        delivery.ifPresent(action);
        count += delivery.isPresent() ? 1 : 0;
      }
    }
    return count;
  }

  private static Optional<Delivery> delivery(ConsumerRecord<byte[], byte[]> record) {
    try {
      EventCodec.Decoded decoded = EventCodec.decode(record.headers(), record.value());
      TraceContext trace = decoded.trace();
      return Optional.of(
          new Delivery(
              decoded.event(),
              record.topic(),
              record.partition(),
              record.offset(),
              1,
              trace == null ? TraceContext.fresh() : trace,
              Instant.ofEpochMilli(record.timestamp()),
              () -> false));
    } catch (UnreadableEventException _) {
      return Optional.empty();
    }
  }
}
