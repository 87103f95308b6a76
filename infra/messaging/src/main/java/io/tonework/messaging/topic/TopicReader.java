package io.tonework.messaging.topic;

import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.event.UnreadableEventException;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.TransientException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its first record to the last one that is there when the reading begins, such
 * as to rebuild a view. Belongs to no group and commits nothing. Thread-safe.
 */
public final class TopicReader {
  private static final Logger log = LoggerFactory.getLogger(TopicReader.class);

  private final KafkaSettings settings;

  /** A reader; Kafka is first asked when a topic is read. */
  public TopicReader(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * Hands over every event of a topic on the caller's thread, in order within a partition and so
   * within a key. Records that are no events of ours are logged and left out.
   *
   * @return how many events were handed over
   * @throws TransientException when Kafka cannot be asked
   */
  public long forEach(String topic, Consumer<Delivery> action) {
    AtomicLong handedOver = new AtomicLong();
    TopicScan.run(
        settings,
        topic,
        read -> {
          if (read.value() == null) {
            // a tombstone: what it erased is no event any more
            return;
          }
          try {
            action.accept(delivery(read));
            handedOver.incrementAndGet();
          } catch (UnreadableEventException e) {
            log.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("partition", read.partition())
                .addKeyValue("offset", read.offset())
                .setCause(e)
                .log("record left out of the reading: no event of ours");
          }
        });
    return handedOver.get();
  }

  private static Delivery delivery(ConsumerRecord<byte[], byte[]> read) {
    EventCodec.Decoded decoded = EventCodec.decode(read.headers(), read.value());
    TraceContext trace = decoded.trace();
    return new Delivery(
        decoded.event(),
        read.topic(),
        read.partition(),
        read.offset(),
        1,
        trace == null ? TraceContext.fresh() : trace,
        Instant.ofEpochMilli(read.timestamp()),
        () -> false);
  }
}
