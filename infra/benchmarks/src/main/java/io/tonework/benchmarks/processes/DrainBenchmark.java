package io.tonework.benchmarks.processes;

import io.tonework.contracts.Event;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.Topics;
import io.tonework.embedded.EmbeddedStack;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import io.tonework.standalone.line.LineClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Replicas that go under load: workers start, all of them work, all but one get SIGTERM at once,
 * and the last one does the rest. Counted is how many photos were begun more than once; there
 * should be none.
 *
 * <p>Kafka, Redis and the store run in this process, ingest and the workers as processes of their
 * own, as the build packaged them. Planners first, on photos that wait; then renderers, on the
 * plans that they made. Arguments: the repository's root, replicas, photos, the group protocol.
 */
public final class DrainBenchmark {
  private static final String API_KEY = "key-of-the-drain";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration DRAIN = Duration.ofMinutes(5);

  private final Path root;
  private final Path work;
  private final int replicas;
  private final int photos;
  private final Map<String, String> configuration;
  private final KafkaSettings kafka;
  private final TopicReader reader;
  private final HttpClient http = HttpClient.newHttpClient();

  private DrainBenchmark(
      Path root, Path work, int replicas, int photos, String protocol, EmbeddedStack servers) {
    this.root = root;
    this.work = work;
    this.replicas = replicas;
    this.photos = photos;
    this.configuration = configuration(servers, replicas, protocol);
    this.kafka = KafkaSettings.of(servers.kafkaBootstrapServers());
    this.reader = new TopicReader(kafka);
  }

  /** Prints a line for each stage; the exit code is 1 when a photo was begun twice or lost. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath();
    int replicas = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    int photos = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
    String protocol = arguments.length > 3 ? arguments[3] : "classic";
    Path work = Files.createTempDirectory("tonework-drain");
    System.out.println("logs are in " + work);
    boolean clean;
    try (EmbeddedStack servers = EmbeddedStack.start(work.resolve("servers"))) {
      DrainBenchmark benchmark =
          new DrainBenchmark(root, work, replicas, photos, protocol, servers);
      benchmark.sendPhotos();
      clean = benchmark.drain("planner-worker", Topics.PHOTO_UPLOADED, Topics.RETOUCH_PLANNED);
      clean &= benchmark.drain("render-worker", Topics.RETOUCH_PLANNED, Topics.PHOTO_RETOUCHED);
    }
    System.exit(clean ? 0 : 1);
  }

  private static Map<String, String> configuration(
      EmbeddedStack servers, int replicas, String protocol) {
    Map<String, String> configuration = new HashMap<>(BegunRecords.LOGGED);
    configuration.put("tonework.kafka.bootstrap-servers", servers.kafkaBootstrapServers());
    configuration.put("tonework.kafka.group-protocol", protocol);
    configuration.put("tonework.kafka.partitions", Integer.toString(2 * replicas));
    configuration.put("tonework.redis.uri", servers.redisUri().toString());
    configuration.put("tonework.s3.endpoint", servers.s3Endpoint().toString());
    configuration.put("tonework.s3.access-key", EmbeddedStack.S3_ACCESS_KEY);
    configuration.put("tonework.s3.secret-key", servers.s3SecretKey());
    configuration.put("tonework.s3.path-style", "true");
    configuration.put("tonework.tenants.drain.api-key-sha256", Sha256.of(API_KEY));
    configuration.put("tonework.render.threads", "1");
    configuration.put("tonework.render.drain-timeout", DRAIN.toSeconds() + "s");
    configuration.put("tonework.planner.decoders", "1");
    configuration.put("tonework.planner.max-in-flight", "2");
    configuration.put("tonework.planner.drain-timeout", DRAIN.toSeconds() + "s");
    return configuration;
  }

  private void sendPhotos() throws IOException, InterruptedException {
    List<byte[]> different = new ArrayList<>();
    for (Scene scene : Scene.values()) {
      different.add(SyntheticPhoto.jpeg(scene, 2448, 1632, 5, CaptureFault.UNDER_EXPOSED, 90));
    }
    try (ServiceProcess ingest =
            ServiceProcess.start(root, "ingest", configuration, work.resolve("ingest.log"));
        LineClient client = new LineClient(ingest.address(), API_KEY)) {
      ingest.awaitReady(http, PATIENCE);
      for (int i = 0; i < photos; i++) {
        byte[] photo = different.get(i % different.size());
        String _ = client.send("photo.jpg", photo, Map.of(), UUID.randomUUID().toString());
      }
      ingest.terminate();
      boolean _ = ingest.awaitEnd(PATIENCE);
    }
  }

  @SuppressWarnings("SystemOut")
  private boolean drain(String module, String input, String result)
      throws IOException, InterruptedException {
    List<Event> waiting = takeAway(input);
    List<ServiceProcess> workers = new ArrayList<>();
    try {
      for (int i = 0; i < replicas; i++) {
        Path log = work.resolve(module + "-" + i + ".log");
        workers.add(ServiceProcess.start(root, module, configuration, log));
      }
      for (ServiceProcess each : workers) {
        each.awaitReady(http, PATIENCE);
      }
      List<Path> logs = workers.stream().map(ServiceProcess::log).toList();
      publish(waiting);
      int before = awaitWork(logs, result);

      long told = System.nanoTime();
      List<ServiceProcess> going = workers.subList(1, workers.size());
      going.forEach(ServiceProcess::terminate);
      double longest = 0;
      for (ServiceProcess each : going) {
        if (!each.awaitEnd(DRAIN.plusSeconds(30))) {
          throw new IOException(each.log() + ": did not end within its grace");
        }
        longest = (System.nanoTime() - told) / 1e9;
      }
      int afterDrain = results(result).size();
      while (results(result).size() < photos) {
        requireNoFailures();
        if (System.nanoTime() - told > PATIENCE.toNanos()) {
          throw new IOException("only " + results(result).size() + " of " + photos + " are done");
        }
        TimeUnit.MILLISECONDS.sleep(500);
      }
      BegunRecords begun = BegunRecords.of(logs);
      System.out.printf(
          Locale.ROOT,
          "%s: %d photos, %d to 1 replicas when %d were done; the last was gone after %.1f s, when"
              + " %d were done; %d of %d replicas had begun photos; records begun %d, twice %d,"
              + " results thrown away %d, tried again %d%n",
          module,
          photos,
          replicas,
          before,
          longest,
          afterDrain,
          begun.workers().size(),
          replicas,
          begun.begun().size(),
          begun.twice(),
          begun.dropped(),
          begun.failed());
      begun
          .begun()
          .forEach((record, times) -> {
            if (times > 1) {
              System.out.println("  begun " + times + " times: " + record);
            }
          });
      workers.getFirst().terminate();
      boolean _ = workers.getFirst().awaitEnd(DRAIN);
      return begun.twice() == 0 && begun.dropped() == 0;
    } finally {
      workers.forEach(ServiceProcess::close);
    }
  }

  /** Waits until every worker has begun something and a fifth of the photos is done. */
  private int awaitWork(List<Path> logs, String result) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      int done = results(result).size();
      boolean all = BegunRecords.of(logs).workers().size() == logs.size();
      if (done >= photos / (all ? 5 : 2)) {
        return done;
      }
      if (System.nanoTime() > end) {
        throw new IOException("the workers do not get going: " + done + " done");
      }
      requireNoFailures();
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  /**
   * Empties a topic and returns what was on it: the workers must all be there before the work is,
   * or the first of them would have done it.
   */
  private List<Event> takeAway(String topic) throws IOException, InterruptedException {
    List<Event> events = new ArrayList<>();
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    long _ =
        reader.forEach(
            topic,
            it -> {
              events.add(it.event());
              deleted.merge(
                  new TopicPartition(it.topic(), it.partition()),
                  RecordsToDelete.beforeOffset(it.offset() + 1),
                  (one, other) -> one.beforeOffset() > other.beforeOffset() ? one : other);
            });
    try (Admin admin = KafkaClients.admin(kafka, "drain")) {
      Void _ = admin.deleteRecords(deleted).all().get();
    } catch (ExecutionException e) {
      throw new IOException("cannot empty " + topic, e);
    }
    return events;
  }

  private void publish(List<Event> events) throws InterruptedException {
    try (EventPublisher publisher = EventPublisher.open(kafka, "drain")) {
      for (Event event : events) {
        publisher.publishAndWait(event, TraceContext.fresh());
      }
    }
  }

  /** The photos that have a result on that topic. */
  private Set<String> results(String topic) {
    Set<String> photos = new HashSet<>();
    long _ = reader.forEach(topic, delivery -> photos.add(delivery.event().key()));
    return photos;
  }

  private void requireNoFailures() throws IOException {
    List<PhotoFailed> failed = new ArrayList<>();
    long _ =
        reader.forEach(
            Topics.PHOTO_FAILED, delivery -> failed.add(delivery.event(PhotoFailed.class)));
    if (!failed.isEmpty()) {
      throw new IOException("a photo failed: " + failed.getFirst());
    }
  }
}
