package io.tonework.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Sha256;
import io.tonework.messaging.event.TraceContext;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import io.tonework.standalone.line.LineClient;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The four services as four processes that share nothing but Kafka, Redis and the store. */
@WithServers
class FourProcessesIT {
  private static final Logger log = LoggerFactory.getLogger(FourProcessesIT.class);
  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of("ingest", "planner-worker", "render-worker", "feedback");
  private static final Pattern EXPOSED = Pattern.compile("(?m)^[a-z_0-9]+");
  private static final Pattern ASKED_FOR =
      Pattern.compile("\\b(tonework|jvm|process|system)_[a-z_0-9]+");
  private static final String API_KEY = "key-of-the-four";
  private static final String SECRET =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("four processes, one secret".getBytes(StandardCharsets.UTF_8));

  private record Received(String body, HttpHeaders headers) {}

  @Test
  void shouldSendAVerifiedWebhookWhenEachServiceRunsApart(TestServers servers, @TempDir Path folder)
      throws Exception {
    // Given
    TraceContext trace = TraceContext.fresh();
    BlockingQueue<Received> webhooks = new LinkedBlockingQueue<>();
    HttpServer receiver = receiver(webhooks);
    URI callback = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
    Map<String, String> configuration = configuration(servers);
    Map<String, ServiceProcess> services = new HashMap<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String module : MODULES) {
        services.put(module, ServiceProcess.start(REPOSITORY, module, configuration, folder));
      }
      for (ServiceProcess service : services.values()) {
        await().atMost(Duration.ofMinutes(3)).until(() -> service.isReady(http));
      }

      // When
      String photoId;
      try (LineClient client = new LineClient(service(services, "ingest").address(), API_KEY)) {
        photoId =
            client.send(
                "portrait.jpg",
                SyntheticPhoto.jpeg(Scene.PORTRAIT, 1600, 1200, 4, CaptureFault.UNDER_EXPOSED, 90),
                Map.of("mode", "auto", "callback", callback.toString()),
                "four-1",
                trace);
      }
      Received webhook = webhooks.poll(120, TimeUnit.SECONDS);

      // Then
      assertThat(webhook).as("a webhook; logs:%n%s", logs(services)).isNotNull();
      new Webhook(SECRET).verify(webhook.body(), webhook.headers());
      JsonNode body = ContractsJson.mapper().readTree(webhook.body());
      assertThat(body.path("type").asText())
          .as("the webhook %s; logs:%n%s", webhook.body(), logs(services))
          .isEqualTo("photo.retouched");
      assertThat(body.toString()).contains(photoId);
      assertThat(webhook.headers().firstValue("traceparent").orElseThrow())
          .contains(trace.traceId());
      String planId = body.path("data").path("planId").asText();
      assertThat(planId).isNotEmpty();
      assertThat(logged(services, "planner-worker", "photo planned"))
          .containsEntry("traceId", trace.traceId())
          .containsEntry("photoId", photoId)
          .containsEntry("planId", planId)
          .containsEntry("topic", "photo.uploaded")
          .containsEntry("attempt", "1")
          .containsKeys("tenant", "stage", "partition", "offset", "bundle");
      assertThat(logged(services, "render-worker", "photo retouched"))
          .containsEntry("traceId", trace.traceId())
          .containsEntry("photoId", photoId)
          .containsEntry("planId", planId);
      await()
          .untilAsserted(() ->
              assertThat(logged(services, "feedback", "webhook attempted"))
                  .containsEntry("traceId", trace.traceId())
                  .containsEntry("photoId", photoId)
                  .containsKey("webhookId"));
      for (String module : MODULES) {
        log.atInfo()
            .addKeyValue("service", module)
            .addKeyValue("residentMib", service(services, module).residentMib())
            .log("memory of a service");
      }
      refuseAPhoto(service(services, "ingest").address());
      assertThat(exposed(http, services.values()))
          .as("what alerts and dashboard of the chart ask for")
          .containsAll(askedForByTheChart());
      for (ServiceProcess service : services.values()) {
        assertThat(service.stop()).as("drains on SIGTERM").isTrue();
      }
    } finally {
      services.values().forEach(ServiceProcess::close);
      receiver.stop(0);
    }
  }

  /** Something that is counted only when it happens. */
  private static void refuseAPhoto(URI ingest) {
    byte[] noPhoto = "no photo".getBytes(StandardCharsets.UTF_8);
    try (LineClient client = new LineClient(ingest, API_KEY)) {
      assertThatThrownBy(() -> client.send("note.jpg", noPhoto, Map.of(), "four-2"))
          .isInstanceOf(LineClient.RefusedException.class);
    }
  }

  /** The names of all metrics that these services expose. */
  private static Set<String> exposed(HttpClient http, Collection<ServiceProcess> services)
      throws Exception {
    Set<String> names = new TreeSet<>();
    for (ServiceProcess service : services) {
      HttpRequest scrape = HttpRequest.newBuilder(service.address().resolve("/q/metrics")).build();
      EXPOSED
          .matcher(http.send(scrape, BodyHandlers.ofString()).body())
          .results()
          .forEach(it -> names.add(it.group()));
    }
    return names;
  }

  /** The names in the chart's files; those of other programs are left out. */
  private static Set<String> askedForByTheChart() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String file : List.of("alerts.yaml", "dashboard.json")) {
      ASKED_FOR
          .matcher(Files.readString(REPOSITORY.resolve("helm/tonework/files").resolve(file)))
          .results()
          .forEach(it -> names.add(it.group()));
    }
    assertThat(names).hasSizeGreaterThan(15);
    return names;
  }

  private static ServiceProcess service(Map<String, ServiceProcess> services, String module) {
    return Objects.requireNonNull(services.get(module), module);
  }

  /** The fields of the first record with that message, as a log collector reads them. */
  private static Map<String, String> logged(
      Map<String, ServiceProcess> services, String module, String message)
      throws JsonProcessingException {
    String line =
        service(services, module)
            .log()
            .lines()
            .filter(it -> it.startsWith("{") && it.contains(message))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no '" + message + "' in " + logs(services)));
    return ContractsJson.mapper()
        .convertValue(ContractsJson.mapper().readTree(line).path("mdc"), new TypeReference<>() {});
  }

  private static String logs(Map<String, ServiceProcess> services) {
    StringBuilder all = new StringBuilder();
    services.forEach((module, service) ->
        all.append("== ").append(module).append('\n').append(service.log()).append('\n'));
    return all.toString();
  }

  private static Map<String, String> configuration(TestServers servers) {
    Map<String, String> configuration = new HashMap<>(servers.configuration());
    configuration.put("tonework.tenants.four.api-key-sha256", Sha256.of(API_KEY));
    configuration.put("tonework.tenants.four.webhook-secret", SECRET);
    configuration.put("tonework.feedback.webhooks.allowed-private-hosts", "127.0.0.1");
    configuration.put("tonework.log.json", "true");
    return configuration;
  }

  private static HttpServer receiver(BlockingQueue<Received> webhooks) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          webhooks.add(
              new Received(body, HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
