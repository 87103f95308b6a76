package io.tonework.messaging;

import io.tonework.contracts.Event;
import io.tonework.contracts.Topics;
import io.tonework.embedded.EmbeddedKafka;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.topic.TopicReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A real broker for one test class, with topics of its own for each test. */
public final class Broker implements AutoCloseable {
  private final Path directory;
  private final EmbeddedKafka kafka;
  private final KafkaProducer<byte[], byte[]> producer;
  private final EventCodec codec = new EventCodec("test", Clock.systemUTC());

  private Broker(Path directory, EmbeddedKafka kafka) {
    this.directory = directory;
    this.kafka = kafka;
    this.producer = KafkaClients.producer(settings(), "test");
  }

  public static Broker start() throws IOException {
    Path directory = Files.createTempDirectory("tonework-kafka");
    List<Integer> ports = freePorts();
    return new Broker(directory, EmbeddedKafka.start(directory, ports.get(0), ports.get(1)));
  }

  private static List<Integer> freePorts() throws IOException {
    try (ServerSocket first = new ServerSocket(0);
        ServerSocket second = new ServerSocket(0)) {
      return List.of(first.getLocalPort(), second.getLocalPort());
    }
  }

  public KafkaSettings settings() {
    return KafkaSettings.of(kafka.bootstrapServers()).withPartitions(3);
  }

  /** Creates a topic of that many partitions with its retry and dead-letter topic. */
  public String newTopic(int partitions) throws Exception {
    String topic = "photos-" + UUID.randomUUID();
    try (Admin admin = KafkaClients.admin(settings(), "test")) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, partitions, (short) 1),
                  new NewTopic(Topics.retry(topic), partitions, (short) 1),
                  new NewTopic(Topics.deadLetter(topic), 1, (short) 1)))
          .all()
          .get();
    }
    return topic;
  }

  /** Publishes an event to another topic than its own. */
  public void publish(String topic, Event event) throws Exception {
    ProducerRecord<byte[], byte[]> encoded = codec.encode(event, TraceContext.fresh());
    send(new ProducerRecord<>(topic, null, encoded.key(), encoded.value(), encoded.headers()));
  }

  public void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get();
  }

  /** The events on a topic. */
  public List<Event> events(String topic) {
    List<Event> events = new ArrayList<>();
    new TopicReader(settings()).forEach(topic, delivery -> events.add(delivery.event()));
    return events;
  }

  /** Records of that topic that the group has committed, over all partitions. */
  public long committed(String group, String topic) throws Exception {
    try (Admin admin = KafkaClients.admin(settings(), "test")) {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> matches(entry.getKey(), topic))
          .map(java.util.Map.Entry::getValue)
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    }
  }

  private static boolean matches(TopicPartition partition, String topic) {
    return partition.topic().equals(topic);
  }

  @Override
  public void close() throws IOException {
    producer.close();
    kafka.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
