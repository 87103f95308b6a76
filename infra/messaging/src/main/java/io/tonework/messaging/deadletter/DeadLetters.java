package io.tonework.messaging.deadletter;

import io.tonework.contracts.Topics;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.LoopHeaders;
import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.publish.RecordSender;
import io.tonework.messaging.stage.TransientException;
import io.tonework.messaging.topic.TopicScan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Lists and replays the records that stages gave up. Not thread-safe; two operators who replay at
 * once may replay a record twice.
 *
 * <p>A replay publishes the record to its first topic again, for the group that gave it up and with
 * its attempts counted anew, and then appends a mark to the dead-letter topic. A crash between the
 * two leaves it unmarked: it may be replayed again, which a stage takes as it takes any repetition.
 */
public final class DeadLetters implements AutoCloseable {
  private final KafkaSettings settings;
  private final Producer<byte[], byte[]> producer;
  private final RecordSender sender;

  /** Opens the dead letters of that Kafka; Kafka is first asked when something is listed. */
  public DeadLetters(KafkaSettings settings) {
    this.settings = settings;
    this.producer = KafkaClients.producer(settings, "dead-letters");
    this.sender = new RecordSender(producer, new EventCodec("dead-letters", Clock.systemUTC()));
  }

  /**
   * The dead letters of a topic, oldest first within a partition, replayed ones included.
   *
   * @param topic the topic they were published to first, such as {@code photo.uploaded}
   * @throws TransientException when Kafka cannot be asked
   */
  public List<DeadLetter> list(String topic) {
    return read(topic).stream().map(Entry::letter).toList();
  }

  /**
   * Replays the dead letters of a topic that are chosen and were not replayed before.
   *
   * @return those that were replayed
   * @throws TransientException when Kafka cannot be asked; what was replayed until then is marked
   */
  public List<DeadLetter> replay(String topic, Predicate<DeadLetter> chosen) {
    return replayAll(topic, chosen.and(letter -> !letter.isReplayed()));
  }

  /** As {@link #replay}, but replays again what was replayed before. */
  public List<DeadLetter> replayAgain(String topic, Predicate<DeadLetter> chosen) {
    return replayAll(topic, chosen);
  }

  private List<DeadLetter> replayAll(String topic, Predicate<DeadLetter> chosen) {
    List<DeadLetter> replayed = new ArrayList<>();
    for (Entry entry : read(topic)) {
      if (chosen.test(entry.letter())) {
        replayOne(entry);
        mark(entry.record());
        replayed.add(entry.letter());
      }
    }
    return List.copyOf(replayed);
  }

  private List<Entry> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    Map<Place, Instant> marks = new HashMap<>();
    TopicScan.run(
        settings,
        Topics.deadLetter(topic),
        record -> {
          long offset = LoopHeaders.number(record.headers(), LoopHeaders.REPLAYED_OFFSET, -1);
          if (offset < 0) {
            letters.add(record);
          } else {
            long partition =
                LoopHeaders.number(record.headers(), LoopHeaders.REPLAYED_PARTITION, 0);
            marks.put(new Place(partition, offset), Instant.ofEpochMilli(record.timestamp()));
          }
        });
    return letters.stream()
        .map(letter -> new Entry(letter, describe(topic, letter, marks.get(Place.of(letter)))))
        .toList();
  }

  private static DeadLetter describe(
      String topic, ConsumerRecord<byte[], byte[]> record, @Nullable Instant replayedAt) {
    Headers headers = record.headers();
    return new DeadLetter(
        LoopHeaders.text(headers, LoopHeaders.ERROR_TOPIC).orElse(topic),
        record.partition(),
        record.offset(),
        (int) LoopHeaders.number(headers, LoopHeaders.ERROR_PARTITION, -1),
        LoopHeaders.number(headers, LoopHeaders.ERROR_OFFSET, -1),
        LoopHeaders.text(headers, LoopHeaders.GROUP).orElse(""),
        LoopHeaders.text(headers, LoopHeaders.ERROR_STAGE).orElse(""),
        (int) LoopHeaders.number(headers, LoopHeaders.ATTEMPT, 1),
        LoopHeaders.text(headers, LoopHeaders.FAILURE_CODE).orElse(""),
        LoopHeaders.text(headers, LoopHeaders.ERROR_EXCEPTION).orElse(""),
        LoopHeaders.text(headers, LoopHeaders.ERROR_MESSAGE).orElse(""),
        Instant.ofEpochMilli(record.timestamp()),
        replayedAt,
        record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
        record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8),
        LoopHeaders.asMap(headers));
  }

  /** Publishes it again for the group that gave it up, as if it had never been tried. */
  private void replayOne(Entry entry) {
    ConsumerRecord<byte[], byte[]> dead = entry.record();
    Headers headers = new RecordHeaders(dead.headers().toArray());
    LoopHeaders.clear(headers);
    if (!entry.letter().group().isEmpty()) {
      LoopHeaders.put(headers, LoopHeaders.GROUP, entry.letter().group());
    }
    String topic = entry.letter().topic();
    await(sender.send(new ProducerRecord<>(topic, null, dead.key(), dead.value(), headers)));
  }

  private void mark(ConsumerRecord<byte[], byte[]> dead) {
    Headers headers = new RecordHeaders();
    LoopHeaders.put(headers, LoopHeaders.REPLAYED_PARTITION, dead.partition());
    LoopHeaders.put(headers, LoopHeaders.REPLAYED_OFFSET, dead.offset());
    await(sender.send(new ProducerRecord<>(dead.topic(), null, dead.key(), null, headers)));
  }

  private static void await(CompletableFuture<Void> acknowledged) {
    try {
      acknowledged.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while replaying", e);
    } catch (ExecutionException e) {
      throw new TransientException("cannot publish a dead letter again", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private record Entry(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {}

  private record Place(long partition, long offset) {
    static Place of(ConsumerRecord<?, ?> record) {
      return new Place(record.partition(), record.offset());
    }
  }
}
