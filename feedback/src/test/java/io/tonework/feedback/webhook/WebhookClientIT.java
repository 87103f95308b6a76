package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tonework.service.endpoint.EndpointRules;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookClientIT {
  private static final String SECRET = "whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
  private static final byte[] BODY =
      "{\"type\":\"photo.retouched\"}".getBytes(StandardCharsets.UTF_8);
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final EndpointGuard.Resolver SYSTEM = InetAddress::getAllByName;

  private ScriptedEndpoint endpoint;

  @BeforeEach
  void startEndpoint() throws IOException {
    endpoint = ScriptedEndpoint.start();
  }

  @AfterEach
  void stopEndpoint() {
    endpoint.close();
  }

  @Test
  void shouldBeVerifiedByReferenceLibraryWhenDelivered() throws Exception {
    // When
    AttemptResult result = post(client(Set.of("127.0.0.1"), SYSTEM), endpoint.uri("/hooks?a=b"));
    // Then
    assertThat(result).isEqualTo(new AttemptResult.Accepted(204));
    ScriptedEndpoint.Received received = endpoint.received().getFirst();
    assertThatCode(() -> new Webhook(SECRET).verify(received.body(), received.headers()))
        .doesNotThrowAnyException();
    assertThat(received.path()).isEqualTo("/hooks?a=b");
    assertThat(received.headers().firstValue("traceparent")).contains(TRACE);
    assertThat(received.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/json");
  }

  @Test
  void shouldNotFollowWhenEndpointRedirects() throws Exception {
    // Given
    endpoint.then(ScriptedEndpoint.Answer.status(302, "Location", "/elsewhere"));
    // When
    AttemptResult result = post(client(Set.of("127.0.0.1"), SYSTEM), endpoint.uri("/hooks"));
    // Then
    assertThat(result)
        .isEqualTo(
            new AttemptResult.Failed(
                302, "the endpoint answered 302; redirects are not followed", null));
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void shouldTellWhatEndpointAnsweredWhenItRefuses() throws Exception {
    // Given
    endpoint.then(
        ScriptedEndpoint.Answer.status(410),
        ScriptedEndpoint.Answer.status(503, "Retry-After", "120"),
        ScriptedEndpoint.Answer.status(500));
    WebhookClient client = client(Set.of("127.0.0.1"), SYSTEM);
    // Then
    assertThat(post(client, endpoint.uri("/"))).isEqualTo(new AttemptResult.Gone());
    assertThat(post(client, endpoint.uri("/")))
        .isEqualTo(
            new AttemptResult.Failed(503, "the endpoint answered 503", Duration.ofMinutes(2)));
    assertThat(post(client, endpoint.uri("/")))
        .isEqualTo(new AttemptResult.Failed(500, "the endpoint answered 500", null));
  }

  @Test
  void shouldNotConnectWhenAddressIsPrivate() throws Exception {
    // Given
    WebhookClient client = client(Set.of(), SYSTEM);
    // When
    AttemptResult byLiteral = post(client, endpoint.uri("/"));
    AttemptResult byName = post(client, URI.create("http://localhost:" + endpoint.port() + "/"));
    // Then
    assertThat(byLiteral).isInstanceOf(AttemptResult.AddressRefused.class);
    assertThat(byName).isInstanceOf(AttemptResult.AddressRefused.class);
    assertThat(endpoint.received()).isEmpty();
  }

  @Test
  void shouldConnectToCheckedAddressWhenNameIsRebound() throws Exception {
    // Given a name that answers with a public address once, and with a private one from then on
    Deque<String> answers =
        new ArrayDeque<>(List.of("2606:4700:4700::1111", "127.0.0.1", "127.0.0.1"));
    EndpointGuard.Resolver rebinding =
        host -> new InetAddress[] {InetAddress.ofLiteral(answers.removeFirst())};
    WebhookClient client =
        new WebhookClient(
            new EndpointGuard(new EndpointRules(Set.of(), Set.of()), rebinding, Duration.ZERO),
            SSLContext.getDefault(),
            Duration.ofMillis(500),
            Duration.ofHours(1),
            Clock.systemUTC());
    URI rebound = URI.create("http://rebind.example:" + endpoint.port() + "/");
    // When
    AttemptResult first = post(client, rebound);
    AttemptResult second = post(client, rebound);
    // Then each attempt asked once, and what it was told is where it went
    assertThat(first).isInstanceOf(AttemptResult.Failed.class);
    assertThat(second)
        .isEqualTo(new AttemptResult.Failed(null, NoPublicAddressException.WORDS, null));
    assertThat(answers).hasSize(1);
    assertThat(endpoint.received()).isEmpty();
  }

  @Test
  void shouldNameOriginalHostWhenConnectionIsPinned() throws Exception {
    // Given
    EndpointGuard.Resolver toLoopback = only("hooks.example.test");
    // When
    AttemptResult result =
        post(
            client(Set.of("hooks.example.test"), toLoopback),
            URI.create("http://hooks.example.test:" + endpoint.port() + "/"));
    // Then
    assertThat(result).isEqualTo(new AttemptResult.Accepted(204));
    assertThat(endpoint.received().getFirst().headers().firstValue("host"))
        .contains("hooks.example.test:" + endpoint.port());
  }

  @Test
  void shouldVerifyCertificateAgainstNameWhenEndpointIsHttps(@TempDir Path directory)
      throws Exception {
    // Given a certificate for one name, on a server that answers under two
    KeyStore keys = selfSigned(directory, "hooks.example.test");
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(serverContext(keys)));
    EndpointGuard guard =
        new EndpointGuard(
            new EndpointRules(Set.of("hooks.example.test", "other.example.test"), Set.of()),
            only("hooks.example.test", "other.example.test"),
            Duration.ZERO);
    try (ScriptedEndpoint secure = ScriptedEndpoint.over(https);
        WebhookClient trusting = client(guard, trusting(keys));
        WebhookClient usual = client(guard, SSLContext.getDefault())) {
      String port = ":" + secure.port() + "/";
      // When
      AttemptResult right = post(trusting, URI.create("https://hooks.example.test" + port));
      AttemptResult wrongName = post(trusting, URI.create("https://other.example.test" + port));
      AttemptResult untrusted = post(usual, URI.create("https://hooks.example.test" + port));
      // Then
      assertThat(right).isEqualTo(new AttemptResult.Accepted(204));
      assertThat(wrongName).isInstanceOf(AttemptResult.Failed.class);
      assertThat(untrusted).isInstanceOf(AttemptResult.Failed.class);
      assertThat(secure.received()).hasSize(1);
    }
  }

  @Test
  void shouldGiveUpAtTimeoutWhenAnswerDrips() throws Exception {
    // Given an answer that is never silent for long and never ends
    endpoint.otherwise(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      drip(exchange);
    });
    long startedNanos = System.nanoTime();
    // When
    AttemptResult result = post(client(Set.of("127.0.0.1"), SYSTEM), endpoint.uri("/"));
    // Then
    assertThat(result)
        .isEqualTo(
            new AttemptResult.Failed(null, "the endpoint did not answer within 2000 ms", null));
    assertThat(Duration.ofNanos(System.nanoTime() - startedNanos))
        .isLessThan(TIMEOUT.multipliedBy(3));
  }

  @Test
  void shouldLeaveRestUnreadWhenAnswerIsLong() throws Exception {
    // Given
    long offeredBytes = 200L << 20;
    AtomicLong sentBytes = new AtomicLong();
    endpoint.otherwise(exchange -> {
      exchange.sendResponseHeaders(200, offeredBytes);
      byte[] block = new byte[1 << 16];
      OutputStream out = exchange.getResponseBody();
      for (long sent = 0; sent < offeredBytes; sent += block.length) {
        out.write(block);
        sentBytes.addAndGet(block.length);
      }
    });
    // When
    AttemptResult result = post(client(Set.of("127.0.0.1"), SYSTEM), endpoint.uri("/"));
    // Then
    assertThat(result).isEqualTo(new AttemptResult.Accepted(200));
    assertThat(sentBytes.get()).isLessThan(offeredBytes / 4);
  }

  @Test
  void shouldFailAndRecoverWhenNobodyListensForAWhile() throws Exception {
    // Given
    WebhookClient client = client(Set.of("127.0.0.1"), SYSTEM);
    URI uri = endpoint.uri("/");
    int port = endpoint.port();
    assertThat(post(client, uri)).isInstanceOf(AttemptResult.Accepted.class);
    endpoint.close();
    assertThat(post(client, uri)).isInstanceOf(AttemptResult.Failed.class);
    // When
    endpoint =
        ScriptedEndpoint.over(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    // Then
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> post(client, uri) instanceof AttemptResult.Accepted);
  }

  private static void drip(HttpExchange exchange) throws IOException {
    try {
      while (true) {
        exchange.getResponseBody().write('.');
        exchange.getResponseBody().flush();
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static AttemptResult post(WebhookClient client, URI endpoint) {
    SignedHeaders signed =
        WebhookSigner.sign(
            "msg_1", Clock.systemUTC().instant(), BODY, List.of(SigningSecret.parse(SECRET)));
    return client.post(endpoint, signed, BODY, TRACE);
  }

  private static WebhookClient client(Set<String> allowed, EndpointGuard.Resolver resolver)
      throws Exception {
    return client(
        new EndpointGuard(new EndpointRules(allowed, Set.of()), resolver, Duration.ZERO),
        SSLContext.getDefault());
  }

  private static WebhookClient client(EndpointGuard guard, SSLContext tls) {
    return new WebhookClient(guard, tls, TIMEOUT, Duration.ofHours(1), Clock.systemUTC());
  }

  private static EndpointGuard.Resolver only(String... hosts) {
    return host -> {
      if (!Set.of(hosts).contains(host)) {
        throw new UnknownHostException(host);
      }
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    };
  }

  private static KeyStore selfSigned(Path directory, String name) throws Exception {
    Path file = directory.resolve("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    "hooks",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "SAN=dns:" + name,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    "changeit"))
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    return KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
  }

  private static SSLContext serverContext(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("hooks", keys.getCertificate("hooks"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
