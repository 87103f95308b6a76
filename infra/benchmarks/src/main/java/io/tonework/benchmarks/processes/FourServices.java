package io.tonework.benchmarks.processes;

import io.tonework.contracts.Sha256;
import io.tonework.embedded.EmbeddedStack;
import io.tonework.messaging.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The four services as processes, over servers in this process, which stay. */
final class FourServices implements Killable {
  private static final List<String> MODULES =
      List.of("ingest", "planner-worker", "render-worker", "feedback");
  private static final List<String> WITH_CODECS = List.of("planner-worker", "render-worker");
  private static final Duration START = Duration.ofMinutes(10);
  private static final String API_KEY = "key-of-the-killed";
  private static final String SECRET =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("twenty-four bytes at most".getBytes(StandardCharsets.UTF_8));

  private final Path root;
  private final Path work;
  private final EmbeddedStack servers;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
  private final List<String> jvm;

  /**
   * Starts them.
   *
   * @param jvm options of each service's JVM
   */
  FourServices(Path root, Path work, List<String> jvm) throws IOException {
    this.root = root;
    this.work = work;
    this.jvm = jvm;
    this.servers = EmbeddedStack.start(work.resolve("servers"));
    for (String module : MODULES) {
      services.put(module, start(module, ServiceProcess.freePort()));
    }
  }

  private ServiceProcess start(String module, int port) throws IOException {
    return ServiceProcess.start(
        root, module, configuration(), work.resolve(module + ".log"), port, jvm, List.of());
  }

  private Map<String, String> configuration() {
    Map<String, String> keys = new HashMap<>();
    keys.put("tonework.log.json", "true");
    keys.put("tonework.kafka.bootstrap-servers", servers.kafkaBootstrapServers());
    keys.put("tonework.kafka.partitions", "3");
    keys.put("tonework.redis.uri", servers.redisUri().toString());
    keys.put("tonework.s3.endpoint", servers.s3Endpoint().toString());
    keys.put("tonework.s3.access-key", EmbeddedStack.S3_ACCESS_KEY);
    keys.put("tonework.s3.secret-key", servers.s3SecretKey());
    keys.put("tonework.s3.path-style", "true");
    keys.put("tonework.tenants.killed.api-key-sha256", Sha256.of(API_KEY));
    keys.put("tonework.tenants.killed.webhook-secret", SECRET);
    keys.put("tonework.feedback.webhooks.allowed-private-hosts", "127.0.0.1");
    return keys;
  }

  @Override
  public URI api() {
    return service("ingest").address();
  }

  @Override
  public String apiKey() {
    return API_KEY;
  }

  @Override
  public String webhookSecret() {
    return SECRET;
  }

  @Override
  public KafkaSettings kafka() {
    return KafkaSettings.of(servers.kafkaBootstrapServers());
  }

  @Override
  public URI s3() {
    return servers.s3Endpoint();
  }

  @Override
  public String s3SecretKey() {
    return servers.s3SecretKey();
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> handles = new LinkedHashMap<>();
    services.forEach((module, service) -> handles.put(module, service.handle()));
    return handles;
  }

  @Override
  public String killOne(RandomGenerator random) throws IOException, InterruptedException {
    if (random.nextInt(3) != 0) {
      String module = WITH_CODECS.get(random.nextInt(WITH_CODECS.size()));
      Optional<ProcessHandle> codec = service(module).handle().children().findAny();
      if (codec.isPresent() && codec.get().destroyForcibly()) {
        return "codec of " + module;
      }
    }
    String module = MODULES.get(random.nextInt(MODULES.size()));
    ServiceProcess killed = service(module);
    killed.kill();
    services.put(module, start(module, killed.port()));
    return module;
  }

  private ServiceProcess service(String module) {
    return Objects.requireNonNull(services.get(module), module);
  }

  @Override
  public void awaitReady() throws IOException, InterruptedException {
    for (ServiceProcess each : services.values()) {
      each.awaitReady(http, START);
    }
  }

  @Override
  public void close() {
    services.values().forEach(ServiceProcess::close);
    servers.close();
    http.close();
  }
}
