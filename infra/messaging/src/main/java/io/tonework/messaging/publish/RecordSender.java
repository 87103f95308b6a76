package io.tonework.messaging.publish;

import io.tonework.contracts.Event;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends records and tells when all replicas have them; never throws. Thread-safe. */
public final class RecordSender {
  private final Producer<byte[], byte[]> producer;
  private final EventCodec codec;

  public RecordSender(Producer<byte[], byte[]> producer, EventCodec codec) {
    this.producer = producer;
    this.codec = codec;
  }

  /** Sends an event to its topic. */
  public CompletableFuture<Void> send(Event event, TraceContext trace) {
    try {
      return send(codec.encode(event, trace));
    } catch (RuntimeException e) {
      // an event that cannot be written is a failure to publish like any other
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Sends the tombstone that lets compaction erase an event. */
  public CompletableFuture<Void> sendTombstone(Event event) {
    byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
    return send(new ProducerRecord<>(event.topic(), key, null));
  }

  /**
   * Sends a record.
   *
   * @return completes when all replicas have it; else fails with Kafka's exception in bounded time
   */
  public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    try {
      // the future that send returns tells what the callback tells
      var _ =
          producer.send(
              record,
              (_, failure) -> {
                if (failure == null) {
                  acknowledged.complete(null);
                } else {
                  acknowledged.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(e);
    }
    return acknowledged;
  }
}
