package io.tonework.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
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
  void shouldStartRedisAgainWithItsDataWhenItIsKilled() throws Exception {
    // Given
    try (EmbeddedStack stack = EmbeddedStack.start(directory)) {
      for (int kill = 0; kill < 3; kill++) {
        long pid = stack.redisPid();
        redis(stack.redisUri(), "SET kill " + kill);
        // the append-only file is written before the answer, and synced for the case of a crash
        // When
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        // Then
        await(() -> stack.redisPid() != pid);
        String kept = "$1\r\n" + kill + "\r\n";
        await(() -> kept.equals(orElse(() -> redis(stack.redisUri(), "GET kill"))));
      }
    }
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void shouldStartWhenRedisIsKilledWhileItStarts() throws Exception {
    // Given somebody who kills the first server as soon as there is one
    EmbeddedPorts ports = PortChoice.choose(directory, EmbeddedPorts.FREE).ports();
    Thread killer = Thread.ofPlatform().start(EmbeddedStackIT::killFirstRedis);
    // When
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), ports.redis())) {
      killer.join();
      // Then
      await(() -> "+OK\r\n".equals(orElse(() -> redis(redis.uri(), "SET view kept"))));
    }
  }

  private static void killFirstRedis() {
    while (true) {
      Optional<ProcessHandle> redis =
          ProcessHandle.current()
              .children()
              // not yet what it is going to be: the JVM's own launcher of processes
              .filter(child -> child.info().command().orElse("").contains("redis-server"))
              .findFirst();
      if (redis.isPresent()) {
        redis.get().destroyForcibly();
        return;
      }
    }
  }

  @Test
  void shouldServeOnlyWhoKnowsThePasswordAndLittleOfWhatChangesTheServer() throws Exception {
    // Given
    try (EmbeddedStack stack = EmbeddedStack.start(directory)) {
      URI uri = stack.redisUri();
      // When, Then
      assertThat(bare(uri, "GET view")).startsWith("-NOAUTH");
      for (String command :
          new String[] {
            "CONFIG GET dir",
            "MODULE LIST",
            "DEBUG SLEEP 0",
            "ACL LIST",
            "REPLICAOF a 1",
            "PFADD a b"
          }) {
        assertThat(redis(uri, command)).as(command).startsWith("-ERR unknown command");
      }
      // and nobody sees the password among the processes
      String password = uri.getUserInfo().substring(1);
      assertThat(password).hasSize(48);
      assertThat(
              ProcessHandle.of(stack.redisPid()).orElseThrow().info().commandLine().orElseThrow())
          .contains("redis")
          .doesNotContain(password);
    }
  }

  @Test
  void shouldCloseFolderAndGiveSecretsWhenFolderIsOfAnOlderVersion() throws Exception {
    // Given a folder that others can look into, with the secrets and the Redis of before
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path credentials = directory.resolve(LocalSecrets.FILE);
    Files.writeString(credentials, "apiKey=tw_1\nwebhookSecret=whsec_1\n");
    Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(directory.resolve("tonework.lock"), "1");
    Path home = Files.createDirectories(directory.resolve("redis"));
    Process before =
        new ProcessBuilder(
                RedisBinary.unpack(home).toString(),
                "--port",
                "0",
                "--unixsocket",
                home.resolve("s").toString(),
                "--dir",
                home.toString(),
                "--appendonly",
                "yes",
                "--save",
                "")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("redis.log").toFile())
            .start();
    await(() -> Files.exists(home.resolve("s")));
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(home.resolve("s")))) {
      channel.write(ByteBuffer.wrap("SET view kept\r\n".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(5);
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        // until it says that it was done
      }
    }
    before.destroyForcibly().waitFor();
    // When
    try (EmbeddedStack stack = EmbeddedStack.start(directory)) {
      // Then
      assertThat(redis(stack.redisUri(), "GET view")).isEqualTo("$4\r\nkept\r\n");
      assertThat(rights(directory)).isEqualTo("rwx------");
      assertThat(rights(credentials)).isEqualTo("rw-------");
      assertThat(rights(home)).isEqualTo("rwx------");
      assertThat(rights(home.resolve("redis.conf"))).isEqualTo("rw-------");
      assertThat(Files.readString(credentials))
          .contains("apiKey=tw_1", "webhookSecret=whsec_1", "redisPassword=", "s3SecretKey=");
    }
  }

  @Test
  void shouldRefuseFolderThatHoldsOtherThingsAndIsOpen() throws Exception {
    // Given
    Files.writeString(directory.resolve("holiday.txt"), "photos");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxr-x"));
    // When, Then
    assertThatThrownBy(() -> EmbeddedStack.start(directory))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("not Tonework's")
        .hasMessageContaining("chmod 700");
    assertThat(rights(directory)).isEqualTo("rwxrwxr-x");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private interface Asked<T> {
    T ask() throws IOException;
  }

  private static String orElse(Asked<String> asked) {
    try {
      return asked.ask();
    } catch (IOException | AssertionError e) {
      return "not yet";
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(5);
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
    String password = uri.getUserInfo().substring(1);
    String answer = bare(uri, "AUTH " + password + "\r\n" + command);
    assertThat(answer).startsWith("+OK\r\n");
    return answer.substring("+OK\r\n".length());
  }

  private static String bare(URI uri, String command) throws IOException {
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
