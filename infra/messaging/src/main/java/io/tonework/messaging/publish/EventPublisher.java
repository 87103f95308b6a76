package io.tonework.messaging.publish;

import io.tonework.contracts.Event;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.stage.TransientException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;

/**
 * Publishes events from outside of a stage loop, such as from a REST resource. Thread-safe; one per
 * process is enough.
 */
public final class EventPublisher implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final RecordSender sender;

  EventPublisher(Producer<byte[], byte[]> producer, EventCodec codec) {
    this.producer = producer;
    this.sender = new RecordSender(producer, codec);
  }

  /**
   * Opens a publisher; Kafka is first asked when something is published.
   *
   * @param stage who publishes: the CloudEvents source
   */
  public static EventPublisher open(KafkaSettings settings, String stage) {
    return new EventPublisher(
        KafkaClients.producer(settings, stage), new EventCodec(stage, Clock.systemUTC()));
  }

  /**
   * A publisher over a producer that it closes.
   *
   * @param stage who publishes: the CloudEvents source
   * @param clock gives {@code ce_time}
   */
  public static EventPublisher over(Producer<byte[], byte[]> producer, String stage, Clock clock) {
    return new EventPublisher(producer, new EventCodec(stage, clock));
  }

  /**
   * Publishes an event. Blocks, up to the delivery timeout, only while the partitions of the topic
   * are unknown.
   *
   * @return completes when all replicas have it; else fails with Kafka's exception in bounded time
   */
  public CompletableFuture<Void> publish(Event event, TraceContext trace) {
    return sender.send(event, trace);
  }

  /**
   * Erases an event from its compacted topic: a tombstone under its key, after which the broker
   * drops every earlier record of that key, this event's own among them.
   *
   * @return completes when all replicas have it; else fails with Kafka's exception in bounded time
   */
  public CompletableFuture<Void> erase(Event event) {
    return sender.sendTombstone(event);
  }

  /**
   * Publishes an event and waits until all replicas have it.
   *
   * @throws TransientException when it is not acknowledged in time, or the wait is interrupted: it
   *     may have been published or not
   */
  public void publishAndWait(Event event, TraceContext trace) {
    await(publish(event, trace), "publish", event);
  }

  /**
   * Erases an event from its compacted topic and waits until all replicas have the tombstone.
   *
   * @throws TransientException when it is not acknowledged in time, or the wait is interrupted: it
   *     may have been erased or not
   */
  public void eraseAndWait(Event event) {
    await(erase(event), "erase", event);
  }

  private static void await(CompletableFuture<Void> acknowledged, String what, Event event) {
    try {
      acknowledged.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted, cannot " + what + " " + event.eventId(), e);
    } catch (ExecutionException e) {
      throw new TransientException(
          "cannot " + what + " " + event.type().ceType() + " " + event.eventId(), e.getCause());
    }
  }

  /** Waits a few seconds for what is under way. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
