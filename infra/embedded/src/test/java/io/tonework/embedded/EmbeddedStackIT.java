package io.tonework.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackIT {
  private static final String TOPIC = "facts";

  @TempDir private Path directory;

  @Test
  void shouldContinueWhereItWasWhenTheProcessIsKilled() throws Exception {
    // Given a stack whose JVM is killed the hard way after it took in data
    StackProcess.Running first = StackProcess.launch(directory);
    writeFact(first.bootstrapServers(), "before the kill");
    redis(URI.create(first.redisUri()), "SET view kept");
    first.process().destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(first.redisPid())).get().matches(ProcessHandle::isAlive);

    // When
    try (EmbeddedStack second = EmbeddedStack.start(directory)) {
      // Then
      assertThat(facts(second.kafkaBootstrapServers())).containsExactly("before the kill");
      assertThat(redis(second.redisUri(), "GET view")).isEqualTo("$4\r\nkept\r\n");
      assertThat(second.redisPid()).isNotEqualTo(first.redisPid());
      assertThat(second.kafkaBootstrapServers()).isEqualTo(first.bootstrapServers());
      assertThat(second.redisUri()).hasToString(first.redisUri());
      assertThat(ProcessHandle.of(first.redisPid()).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void shouldRefuseADirectoryThatAnotherProcessUsesAndServeSignedRequestsOnly() throws Exception {
    // Given
    try (EmbeddedStack stack = EmbeddedStack.start(directory)) {
      // When
      assertThatThrownBy(() -> EmbeddedStack.start(directory))
          // Then
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("is in use by process");
      assertThat(unsignedStatus(stack.s3Endpoint())).isEqualTo(403);
    }
    assertThat(Files.exists(directory.resolve("redis/redis.pid"))).isFalse();
  }

  @Test
  void shouldLeaveAloneAProcessThatGotTheNumberOfARedis() throws Exception {
    // Given this JVM's own number in the pid file
    Path home = Files.createDirectories(directory.resolve("redis"));
    Files.writeString(home.resolve("redis.pid"), Long.toString(ProcessHandle.current().pid()));

    // When
    EmbeddedRedis.stopOrphan(home);

    // Then
    assertThat(ProcessHandle.current().isAlive()).isTrue();
    assertThat(home.resolve("redis.pid")).doesNotExist();
  }

  private static void writeFact(String bootstrapServers, String fact)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>(TOPIC, fact)).get();
    }
  }

  private static List<String> facts(String bootstrapServers) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      consumer.seekToBeginning(consumer.assignment());
      Iterable<ConsumerRecord<String, String>> records = consumer.poll(Duration.ofSeconds(10));
      List<String> facts = new ArrayList<>();
      records.forEach(found -> facts.add(found.value()));
      return facts;
    }
  }

  private static String redis(URI uri, String command) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static int unsignedStatus(URI endpoint) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
